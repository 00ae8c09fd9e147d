import { copyFile, mkdir, mkdtemp, readlink, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fs from 'fs-extra';
import { extraFiles } from '../project/extra-files.ts';

/**
 * Runs something in a copy of a project, which is removed in any case: neither tests nor programs leave a trace in the
 * project. What .gitignore leaves out is not copied.
 * @param use gets the copy and a directory for temporary files
 */
export async function inCopy<T>(
  directory: string,
  use: (copy: string, scratch: string) => Promise<T>,
): Promise<T> {
  const parent = await mkdtemp(path.join(tmpdir(), 'create-exporter-verify-'));
  try {
    // Tests and Python packages may look at the name of their directory.
    const copy = path.join(parent, 'project', path.basename(directory));
    const scratch = path.join(parent, 'tmp');
    await Promise.all([copyProject(directory, copy), mkdir(scratch)]);
    return await use(copy, scratch);
  } finally {
    await rm(parent, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function copyProject(directory: string, copy: string): Promise<void> {
  await mkdir(copy, { recursive: true });
  for (const file of await extraFiles(directory, new Set())) {
    const [from, to] = [path.join(directory, file), path.join(copy, file)];
    await mkdir(path.dirname(to), { recursive: true });
    const stats = await fs.lstat(from);
    if (stats.isSymbolicLink()) await symlink(await targetInCopy(from, directory, copy), to);
    else if (stats.isFile()) await copyFile(from, to);
  }
}

/** Where the copy of a link points: to the copy of its target, so that nothing is written into the project through it. */
async function targetInCopy(link: string, directory: string, copy: string): Promise<string> {
  const text = await readlink(link);
  if (!path.isAbsolute(text)) return text;
  for (const root of [directory, await realpath(directory)]) {
    const inside = path.relative(root, text);
    const isOutside = path.isAbsolute(inside) || inside.split(path.sep)[0] === '..';
    if (!isOutside) return path.join(copy, inside);
  }
  return text;
}
