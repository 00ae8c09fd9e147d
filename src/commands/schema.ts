import { EXIT, type ExitCode } from '../exit-codes.ts';
import { specSchema } from '../spec/schema.ts';
import type { Io } from '../ui/io.ts';

/** Prints the JSON Schema that exporter.yaml is validated with. */
export function schema(io: Io): ExitCode {
  io.out(`${JSON.stringify(specSchema, null, 2)}\n`);
  return EXIT.done;
}
