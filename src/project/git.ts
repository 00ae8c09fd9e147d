import { execa } from 'execa';
import { programPath } from '../program-path.ts';

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

/** Whether a directory lies in a git work tree. */
export async function inWorkTree(directory: string, signal: AbortSignal): Promise<boolean> {
  return runGit(directory, ['rev-parse', '--is-inside-work-tree'], signal).then(
    ({ stdout }) => stdout.trim() === 'true',
    // Somebody else's repository is one, though git does not want to look into it.
    ({ stderr }: { stderr?: string }) => stderr?.includes('dubious ownership') === true,
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
