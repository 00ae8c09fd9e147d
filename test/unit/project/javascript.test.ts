import { parse } from 'acorn';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { check } from '../../../src/project/check/javascript.ts';
import { render } from '../../../src/render/render.ts';
import { everySpec } from '../render/specs.ts';

function acornAccepts(text: string): boolean {
  try {
    parse(text, { ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true });
    return true;
  } catch {
    return false;
  }
}

const specs = everySpec().filter((spec) => spec.runtime === 'node');
const modules = (await Promise.all(specs.map(render))).flatMap((tree) =>
  [...tree].filter(([file]) => file.endsWith('.js')).map(([, text]) => text),
);

describe('a module is read as an independent parser reads it', () => {
  it('as it is generated', () => {
    expect(modules.length).toBeGreaterThan(100);
    for (const text of modules) expect(check(text)).toBeUndefined();
  });

  it('with a character of its code taken out', () => {
    const broken = fc.constantFrom(...new Set(modules)).chain((text) => {
      // Not in the imports, over however many lines they go: V8 is not shown those.
      const code = text.replace(/^(?:import|export \{)[^;]*;/gm, ({ length }) =>
        ' '.repeat(length),
      );
      const places = [...code.matchAll(/[(){}[\]'`;=,]/g)].map(({ index }) => index);
      return fc.constantFrom(...places).map((at) => text.slice(0, at) + text.slice(at + 1));
    });
    fc.assert(
      fc.property(broken, (text) => {
        expect(check(text) === undefined).toBe(acornAccepts(text));
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});

test.each([
  "import a from 'a';\nimport * as b from \"b\"\nimport c, { d as e } from 'c';\nimport 'f';",
  "import data from './data.json' with { type: 'json' };",
  'export default { a: 1 };',
  'export default async function run() {}',
  "const a = 1;\nexport { a };\nexport { b } from './b.js';\nexport * from './c.js';",
  "const here = import.meta.url;\nconst late = await import('./late.js');",
])('%s', (text) => {
  expect(check(text)).toBeUndefined();
  expect(acornAccepts(text)).toBe(true);
});
