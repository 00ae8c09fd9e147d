import path from 'node:path';
import type { CreateFlags } from '../../cli/flags.ts';
import { correctProjectName, nameProblem } from '../../spec/name.ts';
import type { Draft } from './input.ts';

/** Where a project goes and what it is called. */
export interface Place {
  /** Absolute. */
  directory: string;
  name: string;
}

/**
 * Directory and name from whichever of the two is given; the name is the directory's last part unless said otherwise.
 * @param problems gets a sentence with a corrected name if the name cannot be used
 * @returns undefined if neither is given
 */
export function placeOf(
  flags: CreateFlags,
  draft: Draft,
  cwd: string,
  problems: string[],
): Place | undefined {
  const given = flags.directory ?? flags.name ?? draft.name;
  if (given === undefined) return undefined;
  const directory = path.resolve(cwd, given);
  const name = flags.name ?? draft.name ?? path.basename(directory);
  const problem = flags.directory === '' ? 'The directory is empty.' : nameProblem(name);
  if (problem !== undefined) {
    const correct = correctProjectName(name);
    problems.push(
      flags.name === undefined && flags.directory !== undefined
        ? `directory: ${problem} Use "${correct}" or add --name ${correct}.`
        : `--name: ${problem} Use "${correct}".`,
    );
  }
  return { directory, name };
}
