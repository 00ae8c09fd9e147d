import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runGit } from '../git.ts';

/** The three texts of a merge. */
export interface MergeInput<T = string> {
  /** As it was generated last. */
  base: T;
  /** As the owner has it. */
  ours: T;
  /** As it is generated now. */
  theirs: T;
}

const OURS = 'yours';
const THEIRS = 'create-exporter';

interface TextMerge {
  text: string;
  /** The text has conflict markers. */
  conflicts: boolean;
}

/** Merges by lines, as `git merge` does. @returns undefined where git is missing or finds no text */
export async function mergeText(
  { base, ours, theirs }: MergeInput,
  signal: AbortSignal,
): Promise<TextMerge | undefined> {
  const directory = await mkdtemp(path.join(tmpdir(), 'create-exporter-merge-'));
  try {
    await Promise.all([
      writeFile(path.join(directory, 'ours'), ours),
      writeFile(path.join(directory, 'base'), base),
      writeFile(path.join(directory, 'theirs'), theirs),
    ]);
    const labels = [OURS, 'base', THEIRS].flatMap((label) => ['-L', label]);
    // The settings of the user would change what the markers look like.
    const command = ['-c', 'merge.conflictStyle=merge', 'merge-file', '--stdout', ...labels];
    return await runGit(directory, [...command, 'ours', 'base', 'theirs'], signal).then(
      ({ stdout }) => ({ text: stdout, conflicts: false }),
      (error: { exitCode?: number; stdout?: string }) => {
        if (signal.aborted) throw error;
        const { exitCode = 0, stdout = '' } = error;
        // The number of conflicts, up to 127; above are errors.
        return exitCode > 0 && exitCode <= 127 ? { text: stdout, conflicts: true } : undefined;
      },
    );
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Whether a text still has the markers of a conflict, whoever left them. */
export function hasConflictMarkers(text: string): boolean {
  const lines = text.split(/\r?\n/);
  const begin = lines.findIndex((line) => /^<{7}(?: |$)/.test(line));
  const middle = begin === -1 ? -1 : lines.indexOf('=======', begin);
  return middle !== -1 && lines.slice(middle).some((line) => /^>{7}(?: |$)/.test(line));
}
