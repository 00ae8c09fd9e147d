import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import { shortened } from '../listed.ts';
import { runGit } from './git.ts';
import { programsOff, UNNAMED_PROGRAMS_OFF } from './git-programs.ts';

/** Asks git without a lock, and takes paths as they are. */
const ASK = ['--no-optional-locks', '--literal-pathspecs'];

/**
 * Refuses to write while a merge waits for its owner: what they decide would be lost, and git takes what is written for
 * the decision.
 * @throws Failure (exit 4) naming the files
 */
export async function refuseUnmerged(directory: string, signal: AbortSignal): Promise<void> {
  // To list the index runs no filter.
  const args = [...ASK, ...UNNAMED_PROGRAMS_OFF, 'ls-files', '--unmerged', '-z', '--', '.'];
  const { stdout } = await runGit(directory, args, signal).catch((error: unknown) => {
    if (signal.aborted) throw error;
    // Without a repository there is no merge.
    return { stdout: '' };
  });
  const entries = stdout.split('\0').filter((entry) => entry !== '');
  const files = new Set(entries.map((entry) => entry.slice(entry.indexOf('\t') + 1)));
  if (files.size === 0) return;
  throw new Failure(
    EXIT.conflict,
    `${directory} is in the middle of a merge; nothing was written`,
    [...shortened([...files]), 'Resolve these files, commit, and run the same command again.'],
  );
}

interface Refusal {
  /** Files that have nothing of their owner's in them, whatever git says. */
  harmless?: ReadonlySet<string>;
  /** What to do first. */
  advice: string;
  signal: AbortSignal;
}

/**
 * Refuses to change files with changes that git could not give back.
 * @param files what is to be written, relative to the directory; others do not count
 * @returns why git could not give them back, if it does not know them at all
 * @throws Failure (exit 4) naming what is not committed
 */
export async function refuseDirty(
  directory: string,
  files: readonly string[],
  { harmless = new Set(), advice, signal }: Refusal,
): Promise<string | undefined> {
  if (files.length === 0) return undefined;
  const own = files.filter((file) => !harmless.has(file));
  // Of harmless files alone only counts whether git knows them.
  const asked = own.length > 0 ? own : files;
  // Git asks each submodule with the settings of that alone, and none of its files is ours.
  const args = ['status', '--porcelain', '--no-renames', '--ignore-submodules=all'];
  try {
    const off = await programsOff(directory, signal);
    const { stdout } = await runGit(
      directory,
      [...ASK, ...off, ...args, '--untracked-files=all', '--ignored', '--', ...asked],
      signal,
    );
    const lines = stdout.split('\n').filter((line) => line !== '');
    const changes = own.length > 0 ? lines.filter((line) => !line.startsWith('!!')) : [];
    if (changes.length === 0) return unguarded(lines.filter((line) => line.startsWith('!!')));
    throw new Failure(EXIT.conflict, `${directory} has uncommitted changes; nothing was written`, [
      ...shortened(changes),
      advice,
    ]);
  } catch (error) {
    if (error instanceof Failure || signal.aborted) throw error;
    const { code, stderr = '' } = error as { code?: string; stderr?: string };
    if (code === 'ENOENT') return 'git is not installed';
    if (stderr.includes('not a git repository')) return 'this is no git repository';
    throw new Failure(
      EXIT.conflict,
      `git cannot tell whether ${directory} has uncommitted changes`,
      [stderr.trim(), 'Mend that first. Nothing was written.'],
    );
  }
}

/** A file that is ignored looks as if nothing had been done to it. */
function unguarded(ignored: string[]): string | undefined {
  if (ignored.length === 0) return undefined;
  return `git ignores ${shortened(
    ignored.map((line) => line.slice(3)),
    3,
  ).join(', ')}`;
}
