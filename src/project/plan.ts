import { readFileSync } from 'node:fs';
import path from 'node:path';
import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import type { FileTree } from '../render/render.ts';
import type { ConflictPolicy } from './choices.ts';
import { readFailure } from './disk-failure.ts';
import { assertSafePaths, statsOf, whatStands } from './safe-path.ts';

/** What happens to a file: new, there with the same content, in the way, in the way and a policy decided, or gone. */
export type Action = 'create' | 'identical' | 'conflict' | 'skip' | 'overwrite' | 'delete';

export interface PlannedFile {
  /** Relative to the directory, forward slashes. */
  path: string;
  action: Action;
  content: string;
  /** What stands there now, as text. */
  existing?: string;
}

export interface Plan {
  /** Absolute. */
  directory: string;
  /** False: the whole directory is new. */
  exists: boolean;
  files: PlannedFile[];
}

/**
 * Holds a tree against a directory. Reads only.
 * @throws Failure (exit 4) where the directory is a file or a link, or something other than a file stands in the way;
 * (exit 2) where it cannot be read
 */
export function planCreate(directory: string, tree: FileTree, policy: ConflictPolicy): Plan {
  assertSafePaths(tree.keys());
  try {
    const exists = directoryExists(directory);
    const files: PlannedFile[] = [];
    for (const [file, content] of tree) {
      const existing = exists ? readExisting(directory, file) : undefined;
      const action = actionFor(content, existing, policy);
      files.push(plannedFile(file, action, content, existing?.toString('utf8')));
    }
    return { directory, exists, files };
  } catch (error) {
    throw readFailure(error, directory);
  }
}

/** A file of a plan. @param existing what stands there now */
export function plannedFile(
  file: string,
  action: Action,
  content: string,
  existing?: string,
): PlannedFile {
  return {
    path: file,
    action,
    content,
    ...(existing !== undefined && { existing }),
  };
}

function actionFor(content: string, existing: Buffer | undefined, policy: ConflictPolicy): Action {
  if (existing === undefined) return 'create';
  if (existing.equals(Buffer.from(content))) return 'identical';
  return policy === 'fail' ? 'conflict' : policy;
}

function directoryExists(directory: string): boolean {
  const stats = statsOf(directory);
  if (!stats) return false;
  if (stats.isDirectory()) return true;
  throw new Failure(EXIT.conflict, `${directory} is not a directory; nothing was written`, [
    stats.isSymbolicLink()
      ? 'It is a symbolic link, and links are not followed. Name the directory it points to.'
      : 'A file has this name. Choose another directory, or move the file.',
  ]);
}

function readExisting(directory: string, file: string): Buffer | undefined {
  const { kind, at } = whatStands(directory, file);
  const place = path.join(directory, at);
  switch (kind) {
    case 'nothing':
      return undefined;
    case 'file':
      return readFileSync(place);
    case 'link':
      throw new Failure(EXIT.conflict, `${place} is a symbolic link; nothing was written`, [
        `${file} would be written through it, out of ${directory}. Remove the link or choose another directory.`,
      ]);
    default:
      throw new Failure(EXIT.conflict, `${place} is in the way; nothing was written`, [
        `It is ${kind === 'folder' ? 'a directory' : 'no directory'}, and ${file} is to be written. Move it away or choose another directory.`,
      ]);
  }
}
