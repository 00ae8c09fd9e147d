import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSpec } from '../../../src/spec/parse.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import { RUNTIMES } from '../../../src/spec/schema.ts';
import type { ExporterSpec } from '../../../src/spec/spec.ts';

/** Every spec of the tests and every preset, for each runtime, and databases without their sample: between them they use all there is. */
export function everySpec(): ExporterSpec[] {
  return ['test/specs', 'templates/presets'].flatMap((directory) =>
    readdirSync(directory).flatMap((file) => {
      const { input } = parseSpec(readFileSync(path.join(directory, file), 'utf8'), file);
      const { sample, ...empty } = input.sql ?? {};
      const inputs = sample === undefined ? [input] : [input, { ...input, sql: empty }];
      return inputs.flatMap((one) => RUNTIMES.map((runtime) => resolveSpec({ ...one, runtime })));
    }),
  );
}
