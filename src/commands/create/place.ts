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
 * @returns undefined if neither is given
 */
export function placeOf(flags: CreateFlags, draft: Draft, cwd: string): Place | undefined {
  const given = flags.directory ?? flags.name ?? draft.name;
  if (given === undefined) return undefined;
  const directory = path.resolve(cwd, given);
  return { directory, name: flags.name ?? draft.name ?? path.basename(directory) };
}

/** What is wrong with directory and name as the command line gives them, with a corrected name. */
export function placeProblems(flags: CreateFlags, draft: Draft, cwd: string): string[] {
  if (flags.directory === '') {
    return ['directory: It is empty. Give a path; "." is the directory you are in.'];
  }
  const name = placeOf(flags, draft, cwd)?.name;
  const problem = name === undefined ? undefined : nameProblem(name);
  if (name === undefined || problem === undefined) return [];
  const correct = correctProjectName(name);
  return flags.name === undefined && flags.directory !== undefined
    ? [`directory: ${problem} Use "${correct}" or add --name ${correct}.`]
    : [`--name: ${problem} Use "${correct}".`];
}
