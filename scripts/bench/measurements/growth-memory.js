import { growing, SMALLEST } from '../growing.js';
import { memoryOf } from '../process.js';

/** The memory beyond that of a start grows no faster than the metrics either. */
export const title = 'Peak memory of the same';
export const unit = 'MiB';
export const digits = 1;
export const runs = 3;
export const reference = SMALLEST;

export async function prepare(directory, program) {
  return growing(directory, program, memoryOf);
}
