import { describe, expect, it } from 'vitest';
import { checkSyntax, syntaxProblem } from '../../../src/project/check/index.ts';
import { render } from '../../../src/render/render.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import { RUNTIMES } from '../../../src/spec/schema.ts';
import { everySpec } from './specs.ts';

describe.each(everySpec().map((spec) => [`${spec.name} (${spec.runtime})`, spec] as const))(
  '%s',
  (_, spec) => {
    it('renders the same bytes twice', async () => {
      expect(await render(spec)).toEqual(await render(structuredClone(spec)));
    });

    it('parses in the language of each file', async () => {
      const files = await render(spec);
      await checkSyntax(files);
      for (const [file, text] of files)
        expect(await syntaxProblem(file, text), file).toBeUndefined();
    });

    it('has tests that outlive a release: none names the first version', async () => {
      for (const [file, text] of await render(spec)) {
        if (/^(?:test|tests)\/.*\.(?:js|py)$/.test(file))
          expect(text, file).not.toMatch(/(?<![.\d])0\\?\.1\\?\.0(?![.\d])/);
      }
    });

    it('imports node:http nowhere in a server of Node.js: it takes 5 MiB', async () => {
      for (const [file, text] of await render(spec)) {
        const serves = /^src\/.*\.js$/.test(file) && file !== 'src/healthcheck.js';
        if (serves) expect(text, file).not.toMatch(/from 'node:http'/);
      }
    });

    it('leaves no debris', async () => {
      for (const [file, text] of await render(spec)) {
        expect(text, file).not.toMatch(/\r|[ \t]+$/m);
        expect(text, `${file}: blank lines`).not.toMatch(/\n\n\n\n|^\n/);
        if (file.endsWith('.md')) expect(text, file).not.toMatch(/\n\n\n/);
        if (text !== '') expect(text, file).toMatch(/[^\n]\n$/);
        expect(text, file).not.toMatch(/\[object Object\]|&(?:quot|amp|#x27);/);
        if (!/\.(?:js|json)$/.test(file)) expect(text, file).not.toMatch(/\bundefined\b/);
      }
    });
  },
);

it.each(RUNTIMES)('%s: a label may be called like what every object has', async (runtime) => {
  const spec = resolveSpec({
    version: 1,
    name: 'race',
    runtime,
    pattern: 'sidecar',
    metrics: [
      {
        name: 'race_points',
        type: 'gauge',
        help: 'Points.',
        labels: { constructor: [] },
        'json-api': { each: 'teams[]', value: 'points' },
      },
    ],
  });
  const files = await render(spec);
  await checkSyntax(files);
  for (const [file, text] of files) expect(text, file).not.toContain('[native code]');
});
