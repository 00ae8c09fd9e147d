import { EXIT, type ExitCode } from '../exit-codes.ts';
import { Failure } from '../failure.ts';

const NO_RIGHT =
  'This user has no right to do so. Choose another directory or change its permissions.';
const HELD =
  'Another program holds a file there. Close it (an editor, a virus scanner, a sync of files) and run the same command again.';
const TOO_MANY =
  'Too many files are open at once. Close some programs, or raise the limit (ulimit -n), and run the same command again.';
const CHANGED = 'Something appeared there meanwhile. Look at it and run the same command again.';

/** What the system calls an error → the exit code and a sentence about it. */
const REASONS: Record<string, [ExitCode, string]> = {
  ENOSPC: [EXIT.usage, 'The disk is full. Free some space and run the same command again.'],
  EDQUOT: [
    EXIT.usage,
    'The disk quota is used up. Free some space and run the same command again.',
  ],
  EACCES: [EXIT.usage, NO_RIGHT],
  EPERM: [EXIT.usage, NO_RIGHT],
  EROFS: [EXIT.usage, 'The file system is read-only. Choose another directory.'],
  ENAMETOOLONG: [EXIT.usage, 'The path is too long for this file system. Choose a shorter one.'],
  ELOOP: [EXIT.usage, 'Symbolic links on the way lead in a circle. Choose another directory.'],
  // Where folders are no places for files, such as /proc, and where one was removed meanwhile.
  ENOENT: [
    EXIT.usage,
    'The system has no place for files there. Choose another directory; if that one was removed meanwhile, run the same command again.',
  ],
  EBUSY: [EXIT.usage, HELD],
  ETXTBSY: [EXIT.usage, HELD],
  EMFILE: [EXIT.usage, TOO_MANY],
  ENFILE: [EXIT.usage, TOO_MANY],
  // A mount point inside of the target, or a layered file system that cannot move a directory.
  EXDEV: [
    EXIT.usage,
    'Parts of it lie on another file system, to which nothing can be moved in one step. Choose another directory.',
  ],
  EIO: [EXIT.usage, 'The disk reports an error. Choose another directory.'],
  ENOTDIR: [
    EXIT.conflict,
    'A part of the path is a file. Choose another directory, or move the file.',
  ],
  EEXIST: [EXIT.conflict, CHANGED],
  ENOTEMPTY: [EXIT.conflict, CHANGED],
  EISDIR: [EXIT.conflict, CHANGED],
};

/** An error of the disk as an ending that people understand; every other error as it is. */
export function asFailure(error: unknown, directory: string): unknown {
  const { code = '' } = error as NodeJS.ErrnoException;
  const known = Object.hasOwn(REASONS, code) ? REASONS[code] : undefined;
  if (error instanceof Failure || known === undefined) return error;
  const [exitCode, reason] = known;
  return new Failure(exitCode, `${directory} cannot be used; nothing was written`, [reason]);
}

/** As `asFailure`, of the very file or folder that could not be read. */
export function readFailure(error: unknown, directory: string): unknown {
  return asFailure(error, (error as NodeJS.ErrnoException).path ?? directory);
}
