import { lstatSync, type Stats } from 'node:fs';
import path from 'node:path';
import { WINDOWS_RESERVED } from '../windows-names.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: Windows refuses control characters in names
const WINDOWS_CHARACTERS = /[<>:"\\|?*\u0000-\u001f]/;

/** Code points that macOS does not see in a name; so git has them, too. */
const UNSEEN = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;
/** The folder of git, by its name or by the short one that Windows gives to a name that begins with a dot. */
const GIT_FOLDER = /^(?:\.git|git~\d+)$/i;

/**
 * Why a path (relative, forward slashes) must not be written below a target, or undefined. Holds on every system, so
 * that a project made on one can be checked out on another.
 */
export function unsafePath(file: string): string | undefined {
  if (file === '' || path.posix.isAbsolute(file) || path.win32.isAbsolute(file)) {
    return 'it is not relative to the project';
  }
  for (const part of file.split('/')) {
    if (part === '' || part === '.' || part === '..') return 'it leads out of the project';
    if (WINDOWS_RESERVED.test(part)) return 'Windows reserves this name';
    if (WINDOWS_CHARACTERS.test(part)) return 'Windows refuses a character of it';
    if (/[. ]$/.test(part)) return 'Windows drops a dot or space at the end of a name';
    if (GIT_FOLDER.test(part.replace(UNSEEN, ''))) return 'it belongs to git';
  }
  return undefined;
}

/**
 * Paths that are safe one by one and together: none is unsafe, no two are the same file where case does not count.
 * @throws Error: such a path in a rendered tree is a defect
 */
export function assertSafePaths(files: Iterable<string>): void {
  const seen = new Map<string, string>();
  for (const file of files) {
    const reason = unsafePath(file);
    if (reason) throw new Error(`the path ${JSON.stringify(file)} must not be written: ${reason}`);
    const folded = file.toLowerCase();
    const other = seen.get(folded);
    if (other !== undefined)
      throw new Error(`${other} and ${file} are the same file on some systems`);
    seen.set(folded, file);
  }
}

/** What stands at a path, or in the way to it; `at` is relative to the directory. */
export interface Standing {
  kind: 'nothing' | 'file' | 'folder' | 'link' | 'other';
  at: string;
}

/** Looks at every part of a path (forward slashes) below a directory, and follows no link. */
export function whatStands(directory: string, file: string): Standing {
  const parts = file.split('/');
  for (const index of parts.keys()) {
    const at = parts.slice(0, index + 1).join('/');
    const stats = statsOf(path.join(directory, at));
    if (!stats) return { kind: 'nothing', at };
    if (stats.isSymbolicLink()) return { kind: 'link', at };
    if (!stats.isDirectory()) return { kind: stats.isFile() && at === file ? 'file' : 'other', at };
  }
  return { kind: 'folder', at: file };
}

/** What the system tells about a path, and not what a link leads to; undefined if nothing is there. */
export function statsOf(file: string): Stats | undefined {
  return lstatSync(file, { throwIfNoEntry: false });
}
