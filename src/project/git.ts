import { execa } from 'execa';
import type { StepResult } from './post-steps.ts';

/**
 * Makes the directory a git repository with one commit. An identity is not made up: where git has none, the files are
 * staged and the commit is left to the user, unless git was asked for explicitly.
 */
export async function initGit(directory: string, explicit: boolean): Promise<StepResult> {
  const git = (...args: string[]) =>
    execa('git', args, {
      cwd: directory,
      stdin: 'ignore',
      all: true,
      // Variables such as GIT_DIR, set inside hooks, would point git at another repository.
      env: Object.fromEntries(
        ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX'].map((name) => [name, undefined]),
      ),
    });
  try {
    await git('init', '--initial-branch=main');
    await git('add', '--all');
    if (!explicit && !(await hasIdentity(git))) {
      return { state: 'skipped', note: 'git has no user.name and user.email: staged, not committed' };
    }
    await git('-c', 'commit.gpgsign=false', 'commit', '--message=Generate with create-exporter');
    return { state: 'done' };
  } catch (error) {
    const { code, all, message } = error as { code?: string; all?: string; message: string };
    if (code === 'ENOENT' && !explicit) return { state: 'skipped', note: 'git is not installed' };
    return { state: 'failed', output: all?.trim() || message };
  }
}

/** Whether a directory, or its nearest parent that exists, lies in a git work tree. */
export async function inWorkTree(directory: string): Promise<boolean> {
  const result = await execa('git', ['rev-parse', '--is-inside-work-tree'], {
    cwd: directory,
    reject: false,
    stdin: 'ignore',
  });
  return result.exitCode === 0 && result.stdout.trim() === 'true';
}

async function hasIdentity(git: (...args: string[]) => Promise<unknown>): Promise<boolean> {
  return git('var', 'GIT_COMMITTER_IDENT').then(
    () => true,
    () => false,
  );
}
