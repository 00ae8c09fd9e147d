import {
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { EXIT } from '../exit-codes.ts';
import { Failure, interrupted } from '../failure.ts';
import { asFailure } from './disk-failure.ts';
import { MANIFEST_FILE } from './manifest.ts';
import type { Plan, PlannedFile } from './plan.ts';
import { rename } from './rename.ts';
import { type Standing, whatStands } from './safe-path.ts';
import { stageName } from './stage.ts';

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
  const steps = inSafeOrder(plan.files.filter(({ action }) => STEPS.has(action)));
  const files = steps.filter(({ action }) => action !== 'delete');
  await stopIf(interruption);
  if (plan.exists && steps.length === 0) return undefined;
  const undo: Undo = [];
  let stage: string;
  try {
    // A new directory is staged beside the target and renamed whole. Into one that exists, files go one by one, so the
    // stage lies inside it: the parent may be another file system, or not ours to write.
    const home = plan.exists ? plan.directory : makeParents(plan.directory, undo);
    stage = path.join(home, stageName());
    const made = stage;
    undo.push(() => remove(made));
    mkdirSync(stage);
    stageFiles(path.join(stage, 'new'), files);
    await stopIf(interruption);
    if (plan.exists) {
      await moveIntoPlace(plan.directory, stage, steps, interruption, undo);
    } else {
      expectAt(path.dirname(plan.directory), path.basename(plan.directory), 'nothing');
      rename(path.join(stage, 'new'), plan.directory);
    }
  } catch (error) {
    rollBack(undo, plan.directory);
    throw asFailure(error, plan.directory);
  }
  // Everything is in place: from here on nothing is taken back, as what was replaced is being removed.
  removeEmptied(plan.directory, steps);
  return isDone(() => remove(stage)) ? undefined : stage;
}

/**
 * So that nothing is missing whenever the machine stops: a file that moves is there before it goes away at its former
 * place, and only then the manifest says that all is done. Whatever is not yet is done by the next update.
 */
function inSafeOrder(steps: readonly PlannedFile[]): PlannedFile[] {
  const rank = ({ path: file, action }: PlannedFile) =>
    file === MANIFEST_FILE ? 2 : action === 'delete' ? 1 : 0;
  return steps.toSorted((one, other) => rank(one) - rank(other));
}

/** What takes back the steps that were done, oldest first. */
type Undo = (() => void)[];

/** Newest step first. Where one fails it stops, so that the stage with the former files is not removed. */
function rollBack(undo: Undo, directory: string): void {
  try {
    for (const step of undo.reverse()) step();
  } catch (error) {
    throw new Failure(EXIT.defect, `${directory} could not be put back as it was`, [
      (error as Error).message,
      'Former files are in a directory .create-exporter-… there: its `old` has what was replaced.',
    ]);
  }
}

/** A folder that somebody has put something into meanwhile is theirs now. */
function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
  }
}

/** Creates the missing parents of a path. @returns the parent */
function makeParents(directory: string, undo: Undo): string {
  const missing: string[] = [];
  let parent = path.dirname(directory);
  while (!existsSync(parent)) {
    missing.unshift(parent);
    parent = path.dirname(parent);
  }
  for (const made of missing) {
    mkdirSync(made);
    undo.push(() => removeIfEmpty(made));
  }
  return path.dirname(directory);
}

/** One after the other and at once: for small files that is several times as fast as taking turns with the event loop. */
function stageFiles(directory: string, files: PlannedFile[]): void {
  mkdirSync(directory);
  const folders = new Set(files.map((file) => path.posix.dirname(file.path)));
  for (const folder of folders) mkdirSync(path.join(directory, folder), { recursive: true });
  // Not joined: each path is safe as it is, and so many joins have V8 optimize them, which takes 4 MiB.
  for (const file of files) writeFileSync(`${directory}/${file.path}`, file.content);
}

async function moveIntoPlace(
  directory: string,
  stage: string,
  files: PlannedFile[],
  interruption: Interruption,
  undo: Undo,
): Promise<void> {
  for (const file of files) {
    await stopIf(interruption);
    const target = path.join(directory, file.path);
    const fresh = path.join(stage, 'new', file.path);
    const replaces = file.action !== 'create';
    expectAt(directory, file.path, replaces ? 'file' : 'nothing');
    if (replaces) {
      expectSame(target, file);
      const kept = path.join(stage, 'old', file.path);
      mkdirSync(path.dirname(kept), { recursive: true });
      if (file.action === 'delete') {
        rename(target, kept);
      } else {
        // A script stays executable.
        chmodSync(fresh, statSync(target).mode);
        keepBeside(target, kept);
        rename(fresh, target);
      }
      undo.push(() => rename(kept, target));
    } else {
      makeFolder(path.dirname(target), undo);
      rename(fresh, target);
      undo.push(() => remove(target));
    }
  }
}

/** Keeps a file under another name, too: at no moment is there none at its place. */
function keepBeside(file: string, kept: string): void {
  try {
    linkSync(file, kept);
  } catch {
    // Some file systems have no links.
    copyFileSync(file, kept, constants.COPYFILE_EXCL);
  }
}

/** Folders that held nothing but what was deleted. It is done by then: what cannot be removed stays. */
function removeEmptied(directory: string, files: PlannedFile[]): void {
  for (const { path: file } of files.filter(({ action }) => action === 'delete')) {
    let folder = path.posix.dirname(file);
    while (folder !== '.' && isDone(() => rmdirSync(path.join(directory, folder)))) {
      folder = path.posix.dirname(folder);
    }
  }
}

function makeFolder(folder: string, undo: Undo): void {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder), undo);
  mkdirSync(folder);
  undo.push(() => removeIfEmpty(folder));
}

/** What changed after the plan was made is neither followed nor replaced. */
function expectAt(directory: string, file: string, kind: Standing['kind']): void {
  const found = whatStands(directory, file);
  if (found.kind !== kind) throw changedMeanwhile(path.join(directory, found.at));
}

/** An edit that was saved meanwhile is not replaced either. */
function expectSame(target: string, { existing }: PlannedFile): void {
  if (existing !== undefined && readFileSync(target, 'utf8') !== existing) {
    throw changedMeanwhile(target);
  }
}

function changedMeanwhile(place: string): Failure {
  return new Failure(EXIT.conflict, `${place} changed meanwhile; nothing was written`, [
    'Look at it and run the same command again.',
  ]);
}

/** The stage of a new directory is empty by then, and for that Node.js needs nothing that it has not loaded. */
function remove(file: string): void {
  if (isDone(() => rmdirSync(file))) return;
  rmSync(file, { recursive: true, force: true, maxRetries: 5 });
}

function isDone(step: () => void): boolean {
  try {
    step();
    return true;
  } catch {
    return false;
  }
}

/** Lets what the process was told in the meantime be heard. */
async function stopIf(interruption: Interruption): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  if (interruption.requested) throw interrupted();
}
