import { EXIT, Failure } from '../failure.ts';
import { runGit } from './git.ts';

/**
 * Refuses to change a work tree with changes that git could not give back. The one file that people edit right before an
 * update does not count where it is not replaced.
 * @param except path of that file, relative to the directory
 * @param wayOut what else can be done about it, as the end of a sentence
 * @returns why git cannot tell, if there is no repository to ask
 * @throws Failure (exit 4) naming what is not committed
 */
export async function refuseDirty(
  directory: string,
  { except, wayOut, signal }: { except: string | undefined; wayOut: string; signal: AbortSignal },
): Promise<string | undefined> {
  const args = ['--no-optional-locks', '-c', 'core.fsmonitor=false', 'status', '--porcelain'];
  const pathspec = ['--untracked-files=all', '--', '.'];
  if (except !== undefined) pathspec.push(`:(exclude)${except}`);
  try {
    const { stdout } = await runGit(directory, [...args, ...pathspec], signal);
    const changes = stdout.split('\n').filter((line) => line !== '');
    if (changes.length === 0) return undefined;
    const shown = changes.slice(0, 10);
    if (changes.length > 10) shown.push(`… and ${changes.length - 10} more`);
    throw new Failure(EXIT.conflict, `${directory} has uncommitted changes; nothing was written`, [
      ...shown,
      `Commit or stash them first, so that git can give everything back, ${wayOut}.`,
    ]);
  } catch (error) {
    if (error instanceof Failure || signal.aborted) throw error;
    const { code, stderr = '' } = error as { code?: string; stderr?: string };
    if (code === 'ENOENT') return 'git is not installed';
    if (stderr.includes('not a git repository')) return 'this is no git repository';
    throw new Failure(
      EXIT.conflict,
      `git cannot tell whether ${directory} has uncommitted changes`,
      [stderr.trim(), `Mend that, ${wayOut}. Nothing was written.`],
    );
  }
}
