import { createHash } from 'node:crypto';
import { lstat, readFile } from 'node:fs/promises';
import path from 'node:path';
import { EXIT, Failure } from '../failure.ts';
import type { FileTree } from '../render/render.ts';
import { assertSafePaths, ignoreMissing, linkOnTheWay } from './safe-path.ts';

export const CONFLICT_POLICIES = ['fail', 'skip', 'overwrite'] as const;
export type ConflictPolicy = (typeof CONFLICT_POLICIES)[number];

/** What happens to a file: new, there with the same content, in the way, or in the way and a policy decided. */
export type Action = 'create' | 'identical' | 'conflict' | 'skip' | 'overwrite';

export interface PlannedFile {
  /** Relative to the directory, forward slashes. */
  path: string;
  action: Action;
  content: string;
  bytes: number;
  sha256: string;
  /** What stands there now, if it is a text file in the way. */
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
 * @throws Failure (exit 4) where the directory is a file or a link, or a link lies on the way to a file
 */
export async function planCreate(
  directory: string,
  tree: FileTree,
  policy: ConflictPolicy,
): Promise<Plan> {
  assertSafePaths(tree.keys());
  const exists = await directoryExists(directory);
  const files: PlannedFile[] = [];
  for (const [file, content] of tree) {
    const existing = exists ? await readExisting(directory, file) : undefined;
    files.push({
      path: file,
      action: actionFor(content, existing, policy),
      content,
      bytes: Buffer.byteLength(content),
      sha256: createHash('sha256').update(content).digest('hex'),
      ...(existing !== undefined && { existing }),
    });
  }
  return { directory, exists, files };
}

/** @throws Failure (exit 4) naming the files in the way, if the policy left any */
export function refuseConflicts(plan: Plan): void {
  const inTheWay = plan.files.filter((file) => file.action === 'conflict');
  if (inTheWay.length === 0) return;
  const shown = inTheWay.slice(0, 10).map((file) => file.path);
  if (inTheWay.length > 10) shown.push(`… and ${inTheWay.length - 10} more`);
  throw new Failure(EXIT.conflict, `${plan.directory} has files in the way; nothing was written`, [
    ...shown,
    'Choose another directory, or --on-conflict skip to keep them, or --on-conflict overwrite to replace them.',
  ]);
}

function actionFor(content: string, existing: string | undefined, policy: ConflictPolicy): Action {
  if (existing === undefined) return 'create';
  if (existing === content) return 'identical';
  return policy === 'fail' ? 'conflict' : policy;
}

async function directoryExists(directory: string): Promise<boolean> {
  const stats = await lstat(directory).catch(ignoreMissing);
  if (!stats) return false;
  if (stats.isDirectory()) return true;
  throw new Failure(EXIT.conflict, `${directory} is not a directory; nothing was written`, [
    stats.isSymbolicLink()
      ? 'It is a symbolic link, and links are not followed. Name the directory it points to.'
      : 'A file has this name. Choose another directory, or move the file.',
  ]);
}

async function readExisting(directory: string, file: string): Promise<string | undefined> {
  const link = await linkOnTheWay(directory, file);
  if (link !== undefined) {
    throw new Failure(EXIT.conflict, `${link} is a symbolic link; nothing was written`, [
      `${file} would be written through it, out of ${directory}. Remove the link or choose another directory.`,
    ]);
  }
  const target = path.join(directory, file);
  const stats = await lstat(target).catch(ignoreMissing);
  if (!stats) return undefined;
  if (!stats.isFile()) {
    throw new Failure(EXIT.conflict, `${file} is in the way and not a file; nothing was written`, [
      `Move ${target} away or choose another directory.`,
    ]);
  }
  return readFile(target, 'utf8');
}
