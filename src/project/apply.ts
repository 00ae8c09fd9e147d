import { randomBytes } from 'node:crypto';
import path from 'node:path';
import fs from 'fs-extra';
import { EXIT, Failure } from '../failure.ts';
import type { Plan, PlannedFile } from './plan.ts';

/** Told to stop between two steps; the writer then undoes what it did. */
export interface Interruption {
  requested: boolean;
}

/**
 * Writes a plan, all or nothing: everything is staged first, then renamed into place. A failure or an interruption
 * leaves the directory as it was.
 * @throws Failure (exit 2: the place cannot be written; exit 130: interrupted)
 */
export async function apply(plan: Plan, interruption: Interruption): Promise<void> {
  const files = plan.files.filter(({ action }) => action === 'create' || action === 'overwrite');
  const undo: (() => Promise<void>)[] = [];
  try {
    // A new directory is staged beside the target and renamed whole. Into one that exists, files go one by one, so the
    // stage lies inside it: the parent may be another file system, or not ours to write.
    const home = plan.exists ? plan.directory : await makeParents(plan.directory, undo);
    const stage = path.join(home, `.create-exporter-${randomBytes(6).toString('hex')}`);
    undo.push(() => fs.remove(stage));
    await fs.mkdir(stage);
    await stageFiles(path.join(stage, 'new'), files, interruption);
    if (plan.exists) {
      await moveIntoPlace(plan.directory, stage, files, interruption, undo);
      await fs.remove(stage);
    } else {
      stopIf(interruption);
      await fs.rename(path.join(stage, 'new'), plan.directory);
      await fs.remove(stage);
    }
  } catch (error) {
    for (const step of undo.reverse()) await step();
    throw asFailure(error, plan.directory);
  }
}

/** Creates the missing parents of a path. @returns the parent */
async function makeParents(directory: string, undo: (() => Promise<void>)[]): Promise<string> {
  const missing: string[] = [];
  let parent = path.dirname(directory);
  while (!(await fs.pathExists(parent))) {
    missing.unshift(parent);
    parent = path.dirname(parent);
  }
  for (const made of missing) {
    await fs.mkdir(made);
    undo.push(() => fs.rmdir(made));
  }
  return path.dirname(directory);
}

async function stageFiles(
  directory: string,
  files: PlannedFile[],
  interruption: Interruption,
): Promise<void> {
  await fs.mkdir(directory);
  const folders = new Set(files.map((file) => path.dirname(path.join(directory, file.path))));
  for (const folder of folders) await fs.ensureDir(folder);
  stopIf(interruption);
  await Promise.all(
    files.map((file) => fs.writeFile(path.join(directory, file.path), file.content)),
  );
}

async function moveIntoPlace(
  directory: string,
  stage: string,
  files: PlannedFile[],
  interruption: Interruption,
  undo: (() => Promise<void>)[],
): Promise<void> {
  for (const file of files) {
    stopIf(interruption);
    const target = path.join(directory, file.path);
    await makeFolder(path.dirname(target), undo);
    if (file.action === 'overwrite') {
      const kept = path.join(stage, 'old', file.path);
      await fs.ensureDir(path.dirname(kept));
      await fs.rename(target, kept);
      undo.push(() => fs.rename(kept, target));
    }
    await fs.rename(path.join(stage, 'new', file.path), target);
    undo.push(() => fs.remove(target));
  }
}

async function makeFolder(folder: string, undo: (() => Promise<void>)[]): Promise<void> {
  if (await fs.pathExists(folder)) return;
  await makeFolder(path.dirname(folder), undo);
  await fs.mkdir(folder);
  undo.push(() => fs.rmdir(folder));
}

function stopIf({ requested }: Interruption): void {
  if (requested) throw new Failure(EXIT.interrupted, 'Interrupted; nothing was written');
}

const REASONS: Record<string, string> = {
  ENOSPC: 'The disk is full. Free some space and run the same command again.',
  EDQUOT: 'The disk quota is used up. Free some space and run the same command again.',
  EACCES: 'It must not be written by this user. Choose another directory or change its permissions.',
  EPERM: 'It must not be written by this user. Choose another directory or change its permissions.',
  EROFS: 'The file system is read-only. Choose another directory.',
  ENOTDIR: 'A part of the path is a file. Choose another directory.',
  ENAMETOOLONG: 'The path is too long for this file system. Choose a shorter one.',
};

function asFailure(error: unknown, directory: string): unknown {
  const reason = REASONS[(error as NodeJS.ErrnoException).code ?? ''];
  return reason === undefined
    ? error
    : new Failure(EXIT.usage, `${directory} cannot be written; nothing was changed`, [reason]);
}
