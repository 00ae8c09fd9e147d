import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { access, chmod, mkdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';

import { EXIT, Failure, interrupted } from '../failure.ts';
import { asFailure } from './disk-failure.ts';
import type { Plan, PlannedFile } from './plan.ts';
import { type Standing, whatStands } from './safe-path.ts';

/** The actions that change something. */
const STEPS: ReadonlySet<string> = new Set(['create', 'overwrite', 'delete']);

/** Told to stop between two steps; the writer then undoes what it did. */
export interface Interruption {
  requested: boolean;
}

/**
 * Writes a plan, all or nothing: everything is staged first, then renamed into place. A failure or an interruption
 * leaves the directory as it was.
 * @returns the directory with what was replaced, where it could not be removed
 * @throws Failure (exit 2: the place cannot be written; exit 4: something appeared in the way; exit 130: interrupted)
 */
export async function apply(plan: Plan, interruption: Interruption): Promise<string | undefined> {
  const steps = plan.files.filter(({ action }) => STEPS.has(action));
  const files = steps.filter(({ action }) => action !== 'delete');
  if (plan.exists && steps.length === 0) return undefined;
  const undo: Undo = [];
  let stage: string;
  try {
    stopIf(interruption);
    // A new directory is staged beside the target and renamed whole. Into one that exists, files go one by one, so the
    // stage lies inside it: the parent may be another file system, or not ours to write.
    const home = plan.exists ? plan.directory : await makeParents(plan.directory, undo);
    stage = path.join(home, `.create-exporter-${randomBytes(6).toString('hex')}`);
    const made = stage;
    undo.push(() => remove(made));
    await mkdir(stage);
    stageFiles(path.join(stage, 'new'), files, interruption);
    if (plan.exists) {
      await moveIntoPlace(plan.directory, stage, steps, interruption, undo);
    } else {
      await expectAt(path.dirname(plan.directory), path.basename(plan.directory), 'nothing');
      stopIf(interruption);
      await rename(path.join(stage, 'new'), plan.directory);
    }
  } catch (error) {
    await rollBack(undo, plan.directory);
    throw asFailure(error, plan.directory);
  }
  // Everything is in place: from here on nothing is taken back, as what was replaced is being removed.
  await removeEmptied(plan.directory, steps);
  return remove(stage).then(
    () => undefined,
    () => stage,
  );
}

/** What takes back the steps that were done, oldest first. */
type Undo = (() => Promise<void>)[];

/** Newest step first. Where one fails it stops, so that the stage with the former files is not removed. */
async function rollBack(undo: Undo, directory: string): Promise<void> {
  try {
    for (const step of undo.reverse()) await step();
  } catch (error) {
    throw new Failure(EXIT.defect, `${directory} could not be put back as it was`, [
      (error as Error).message,
      'Former files are in a directory .create-exporter-… there: its `old` has what was replaced.',
    ]);
  }
}

/** A folder that somebody has put something into meanwhile is theirs now. */
async function removeIfEmpty(folder: string): Promise<void> {
  await rmdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
}

/** Creates the missing parents of a path. @returns the parent */
async function makeParents(directory: string, undo: Undo): Promise<string> {
  const missing: string[] = [];
  let parent = path.dirname(directory);
  while (!(await exists(parent))) {
    missing.unshift(parent);
    parent = path.dirname(parent);
  }
  for (const made of missing) {
    await mkdir(made);
    undo.push(() => removeIfEmpty(made));
  }
  return path.dirname(directory);
}

/** One after the other and at once: for small files that is several times as fast as taking turns with the event loop. */
function stageFiles(directory: string, files: PlannedFile[], interruption: Interruption): void {
  mkdirSync(directory);
  const folders = new Set(files.map((file) => path.dirname(path.join(directory, file.path))));
  for (const folder of folders) mkdirSync(folder, { recursive: true });
  stopIf(interruption);
  for (const file of files) writeFileSync(path.join(directory, file.path), file.content);
}

async function moveIntoPlace(
  directory: string,
  stage: string,
  files: PlannedFile[],
  interruption: Interruption,
  undo: Undo,
): Promise<void> {
  for (const file of files) {
    stopIf(interruption);
    const target = path.join(directory, file.path);
    const fresh = path.join(stage, 'new', file.path);
    const replaces = file.action !== 'create';
    await expectAt(directory, file.path, replaces ? 'file' : 'nothing');
    if (replaces) {
      await expectSame(target, file);
      const kept = path.join(stage, 'old', file.path);
      await mkdir(path.dirname(kept), { recursive: true });
      // A script stays executable.
      if (file.action === 'overwrite') await chmod(fresh, (await stat(target)).mode);
      await rename(target, kept);
      undo.push(() => rename(kept, target));
    }
    if (file.action === 'delete') continue;
    await makeFolder(path.dirname(target), undo);
    await rename(fresh, target);
    undo.push(() => remove(target));
  }
}

/** Folders that held nothing but what was deleted. It is done by then: what cannot be removed stays. */
async function removeEmptied(directory: string, files: PlannedFile[]): Promise<void> {
  for (const { path: file } of files.filter(({ action }) => action === 'delete')) {
    for (
      let folder = path.posix.dirname(file);
      folder !== '.';
      folder = path.posix.dirname(folder)
    ) {
      const removed = await rmdir(path.join(directory, folder)).then(
        () => true,
        () => false,
      );
      if (!removed) break;
    }
  }
}

async function makeFolder(folder: string, undo: Undo): Promise<void> {
  if (await exists(folder)) return;
  await makeFolder(path.dirname(folder), undo);
  await mkdir(folder);
  undo.push(() => removeIfEmpty(folder));
}

/** What changed after the plan was made is neither followed nor replaced. */
async function expectAt(directory: string, file: string, kind: Standing['kind']): Promise<void> {
  const found = await whatStands(directory, file);
  if (found.kind !== kind) throw changedMeanwhile(path.join(directory, found.at));
}

/** An edit that was saved meanwhile is not replaced either. */
async function expectSame(target: string, { existing }: PlannedFile): Promise<void> {
  if (existing !== undefined && (await readFile(target, 'utf8')) !== existing) {
    throw changedMeanwhile(target);
  }
}

function changedMeanwhile(place: string): Failure {
  return new Failure(EXIT.conflict, `${place} changed meanwhile; nothing was written`, [
    'Look at it and run the same command again.',
  ]);
}

const remove = (file: string) => rm(file, { recursive: true, force: true, maxRetries: 5 });

const exists = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );

function stopIf({ requested }: Interruption): void {
  if (requested) throw interrupted();
}
