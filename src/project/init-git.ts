import { runGit } from './git.ts';
import { programsOff } from './git-programs.ts';
import { failedStep, type StepResult } from './post-steps.ts';
import { hasGit } from './repository.ts';

const NOT_INSTALLED = 'git is not installed';

interface GitRequest {
  directory: string;
  /** What goes into the commit: the files of the project, never those a user has beside them. */
  files: readonly string[];
  /** Asked for with `--git`: then what is missing is a failure and not a note. */
  explicit: boolean;
  /** Called once git is there and has begun. */
  begin: () => void;
  signal: AbortSignal;
}

/**
 * Makes the directory a git repository with one commit. An identity is not made up: where git has none, the files are
 * staged and the commit is left to the user, unless git was asked for explicitly. What a repository that was there before
 * would have git run is not run; one made here has nothing but the hooks and filters of its user.
 */
export async function initGit(request: GitRequest): Promise<StepResult> {
  const { directory, files, explicit, begin, signal } = request;
  let settings: string[] = [];
  const git = (...args: string[]) => runGit(directory, [...settings, ...args], signal);
  // From standard input, so that no number of files is too much for a command line.
  const given = ['--pathspec-from-file=-', '--pathspec-file-nul'];
  const gitFiles = (...args: string[]) =>
    runGit(
      directory,
      ['--literal-pathspecs', ...settings, ...args, ...given],
      signal,
      files.join('\0'),
    );
  try {
    const isTheirs = hasGit(directory);
    await git('-c', 'init.defaultBranch=main', 'init');
    begin();
    if (isTheirs) settings = await programsOff(directory, signal);
    // Forced: what somebody ignores everywhere belongs to this project all the same.
    await gitFiles('add', '--force');
    const staged = await git('diff', '--cached', '--name-only', '-z');
    const isOurs = (file: string) => files.includes(file);
    if (!staged.stdout.split('\0').some(isOurs))
      return { state: 'skipped', note: 'nothing to commit' };
    if (!explicit && !(await hasIdentity(git))) {
      return {
        state: 'skipped',
        note: 'git has no user.name and user.email: staged, not committed',
      };
    }
    const identity = ['user.useConfigOnly=true', 'commit.gpgsign=false'];
    await gitFiles(
      ...identity.flatMap((setting) => ['-c', setting]),
      'commit',
      '--message=Generate with create-exporter',
    );
    return { state: 'done' };
  } catch (error) {
    const failed = failedStep(error, NOT_INSTALLED);
    const unasked = failed.output === NOT_INSTALLED && !explicit;
    return unasked ? { state: 'skipped', note: NOT_INSTALLED } : failed;
  }
}

/** Whether git knows who commits, from its configuration or environment; never guessed from the name of the machine. */
async function hasIdentity(git: (...args: string[]) => Promise<unknown>): Promise<boolean> {
  const ask = (variable: string) => git('-c', 'user.useConfigOnly=true', 'var', variable);
  return Promise.all([ask('GIT_AUTHOR_IDENT'), ask('GIT_COMMITTER_IDENT')]).then(
    () => true,
    () => false,
  );
}
