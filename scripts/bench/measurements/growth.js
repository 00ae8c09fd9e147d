import { growing, SMALLEST } from '../growing.js';
import { timeOf } from '../process.js';

/** A project with ever more metrics: the time beyond that of a start grows no faster than the metrics. */
export const title = 'Scaffold of many metrics, dry run';
export const runs = 5;
export const reference = SMALLEST;

export async function prepare(directory, program) {
  return growing(directory, program, (args, where) => timeOf(process.execPath, args, where));
}
