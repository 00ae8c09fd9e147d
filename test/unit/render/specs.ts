import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSpec } from '../../../src/spec/parse.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import { RUNTIMES, type SpecInput } from '../../../src/spec/schema.ts';
import type { ExporterSpec } from '../../../src/spec/spec.ts';

/** Every spec of the tests and every preset, for each runtime, in all its variants: between them they use all there is. */
export function everySpec(): ExporterSpec[] {
  return ['test/specs', 'templates/presets'].flatMap((directory) =>
    readdirSync(directory).flatMap((file) => {
      const { input } = parseSpec(readFileSync(path.join(directory, file), 'utf8'), file);
      return variants(input).flatMap((one) =>
        RUNTIMES.map((runtime) => resolveSpec({ ...one, runtime })),
      );
    }),
  );
}

/** A database also without its sample, and the log of a preset also where a service of systemd sees nothing by itself. */
function variants(input: SpecInput): SpecInput[] {
  const { sample, ...empty } = input.sql ?? {};
  const withoutSample = sample === undefined ? [] : [{ ...input, sql: empty }];
  const isLogAlone = input.collectors?.join() === 'log';
  const hidden = isLogAlone ? ['/home/shop/logs/app.log', '/tmp/app.log'] : [];
  return [
    input,
    ...withoutSample,
    ...hidden.map((file) => ({
      ...input,
      targets: ['systemd' as const],
      log: { ...input.log, file },
    })),
  ];
}
