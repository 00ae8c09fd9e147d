import { execa } from 'execa';
import { programPath } from '../program-path.ts';
import { failedStep, type StepResult } from './post-steps.ts';

const NOT_INSTALLED = 'git is not installed';

/** Variables that point git at another repository; they are set inside hooks, for one. */
const FOREIGN_REPOSITORY = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_COMMON_DIR',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_NAMESPACE',
  'GIT_PREFIX',
];

interface GitRequest {
  directory: string;
  /** What goes into the commit: the files of the project, never those a user has beside them. */
  files: readonly string[];
  /** Asked for with `--git`: then what is missing is a failure and not a note. */
  explicit: boolean;
  signal: AbortSignal;
}

/**
 * Makes the directory a git repository with one commit. An identity is not made up: where git has none, the files are
 * staged and the commit is left to the user, unless git was asked for explicitly.
 */
export async function initGit(request: GitRequest): Promise<StepResult> {
  const { directory, files, explicit, signal } = request;
  const git = (...args: string[]) => runGit(directory, args, signal);
  // From standard input, so that no number of files is too much for a command line.
  const given = ['--pathspec-from-file=-', '--pathspec-file-nul'];
  const gitFiles = (...args: string[]) =>
    runGit(directory, ['--literal-pathspecs', ...args, ...given], signal, files.join('\0'));
  try {
    await git('-c', 'init.defaultBranch=main', 'init');
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
    const settings = ['user.useConfigOnly=true', 'commit.gpgsign=false'];
    await gitFiles(
      ...settings.flatMap((setting) => ['-c', setting]),
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

/** Whether a directory lies in a git work tree. */
export async function inWorkTree(directory: string, signal: AbortSignal): Promise<boolean> {
  return runGit(directory, ['rev-parse', '--is-inside-work-tree'], signal).then(
    ({ stdout }) => stdout.trim() === 'true',
    // Somebody else's repository is one, though git does not want to look into it.
    ({ stderr }: { stderr?: string }) => stderr?.includes('dubious ownership') === true,
  );
}

/** Whether git knows who commits, from its configuration or environment; never guessed from the name of the machine. */
async function hasIdentity(git: (...args: string[]) => Promise<unknown>): Promise<boolean> {
  const ask = (variable: string) => git('-c', 'user.useConfigOnly=true', 'var', variable);
  return Promise.all([ask('GIT_AUTHOR_IDENT'), ask('GIT_COMMITTER_IDENT')]).then(
    () => true,
    () => false,
  );
}

/** Runs git in a directory, and on no other repository than the one around it. */
export async function runGit(directory: string, args: string[], signal: AbortSignal, input = '') {
  return execa(programPath('git', process.env), args, {
    cwd: directory,
    input,
    all: true,
    stripFinalNewline: false,
    cancelSignal: signal,
    env: {
      LC_ALL: 'C',
      // What a partial clone lacks is not fetched: nothing here needs the network.
      GIT_ALLOW_PROTOCOL: 'none',
      ...Object.fromEntries(FOREIGN_REPOSITORY.map((name) => [name, undefined])),
    },
  });
}
