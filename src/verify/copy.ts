import { copyFile, mkdir, mkdtemp, readlink, rm, symlink } from 'node:fs/promises';
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
    if (stats.isSymbolicLink()) await symlink(await readlink(from), to);
    else if (stats.isFile()) await copyFile(from, to);
  }
}
