import { type InputOptions, rolldown } from 'rolldown';
import { expect, test } from 'vitest';
import { refuseUnresolved } from '../../scripts/refuse-unresolved.js';

/** The bundle of a program of one line. */
async function bundleOf(program: string, options: InputOptions): Promise<string> {
  const entry = 'virtual:program';
  const plugin = {
    name: 'one line',
    resolveId: (id: string) => (id === entry ? id : null),
    load: (id: string) => (id === entry ? program : null),
  };
  const bundle = await rolldown({
    input: entry,
    platform: 'node',
    logLevel: 'silent',
    plugins: [plugin],
    ...options,
  });
  const { output } = await bundle.generate();
  return output[0].code;
}

test('the build ends at an import that is not found, which the bundle would keep', async () => {
  const broken = 'export { x } from "no-such-package";';
  expect(await bundleOf(broken, {})).toContain('no-such-package');
  await expect(bundleOf(broken, { onLog: refuseUnresolved, logLevel: 'warn' })).rejects.toThrow(
    /no-such-package/,
  );
});

test('what belongs to Node.js is no such import', async () => {
  const program = 'export { readFile } from "node:fs";';
  expect(await bundleOf(program, { onLog: refuseUnresolved, logLevel: 'warn' })).toContain(
    'node:fs',
  );
});
