import path from 'node:path';
import { expect, it } from 'vitest';
import { type Family, parseExposition } from '../support/exposition.ts';
import { ENGINES, generate } from './project.ts';

const [, NODE, PYTHON] = ENGINES;

it.each(['shop', 'hostile', 'bare'])('one spec, two runtimes, equal families: %s', async (spec) => {
  const flags = ['--spec', path.resolve('test/specs', `${spec}.yaml`)];
  const name = spec === 'shop' ? 'shop-exporter' : spec === 'hostile' ? 'class' : spec;
  const namespace = spec === 'hostile' ? 'odd' : spec;
  const [node, python] = await Promise.all(
    [NODE!, PYTHON!].map(async (engine) => {
      const project = await generate(engine, flags, name);
      await project.install();
      return ownFamilies(await project.program('--once', '--log.level=error'), namespace);
    }),
  );
  expect(node).toEqual(python);
  expect(Object.keys(node!)).toContain(`${namespace}_build_info`);
});

/** The families under the namespace; those of the runtime and the process differ by nature. */
function ownFamilies(text: string, namespace: string): Record<string, Family> {
  return Object.fromEntries(
    [...parseExposition(text)]
      .filter(([name]) => name.startsWith(`${namespace}_`))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
