import type { FileTree } from '../render/render.ts';
import { readFailure } from './disk-failure.ts';
import { type DiskFile, readDiskFile } from './disk-file.ts';
import { type FileState, isMissed, stateOf } from './file-state.ts';
import { blobId } from './manifest.ts';
import { openBeside } from './merge/beside.ts';
import { hasConflictMarkers } from './merge/text.ts';

/** exporter.yaml is never generated anew: it is what the rest is generated from. */
export const SPEC_FILE = 'exporter.yaml';

/** A file that create-exporter wrote or would write. */
export interface SurveyedFile {
  path: string;
  state: FileState;
  /** Blob id of what was generated last. */
  recorded: string | undefined;
  /** What would be generated now. */
  rendered: string | undefined;
  disk: DiskFile | undefined;
  /** The path at which it stands, where an older version generated it under another one. */
  from?: string;
  /** It was deleted or renamed, and what is generated has changed: the change is in no file. */
  missed: boolean;
  /** An earlier conflict waits for its owner: with markers in the file, or with the new text in this file beside it. */
  open: 'markers' | { beside: string } | undefined;
}

/** What is known about a project before anything is done to it. */
interface Surroundings {
  directory: string;
  /** Path → blob id of what was generated last. */
  recorded: ReadonlyMap<string, string>;
  /** What would be generated now, exporter.yaml included. */
  tree: FileTree;
  /** exporter.yaml as it was read for `tree`: reading it again could find an edit that `tree` knows nothing of. */
  specFile: DiskFile;
  /** Files that stood there when the project was made and were kept: their owner's, though they would be generated. */
  keptAtCreation: ReadonlySet<string>;
  /** Path now → path at which an older version wrote it. */
  moves?: ReadonlyMap<string, string>;
}

/** Holds every file that is recorded or would be generated against the disk. Reads only. */
export function survey(project: Surroundings): SurveyedFile[] {
  const { directory, recorded, tree, specFile } = project;
  const files: SurveyedFile[] = [];
  try {
    const moved = movedFiles(project);
    const former = new Set([...moved.values()].map(({ from }) => from));
    for (const file of new Set([...tree.keys(), ...recorded.keys()])) {
      if (former.has(file)) continue;
      const move = moved.get(file);
      const disk = move?.disk ?? (file === SPEC_FILE ? specFile : readDiskFile(directory, file));
      const found = surveyed(project, file, disk, move?.from);
      if (found) files.push(found);
    }
  } catch (error) {
    throw readFailure(error, directory);
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Files that are to move: ours at their former path, text or deleted, with nothing at the new one. */
function movedFiles({ directory, recorded, tree, moves = new Map() }: Surroundings) {
  const moved = new Map<string, { from: string; disk: DiskFile | undefined }>();
  for (const [file, from] of moves) {
    if (!tree.has(file) || tree.has(from) || !recorded.has(from) || recorded.has(file)) continue;
    if (readDiskFile(directory, file)) continue;
    const disk = readDiskFile(directory, from);
    if (disk === undefined || disk.raw !== undefined) moved.set(file, { from, disk });
  }
  return moved;
}

function surveyed(
  { directory, recorded, tree, keptAtCreation }: Surroundings,
  file: string,
  disk: DiskFile | undefined,
  from?: string,
): SurveyedFile | undefined {
  const text = tree.get(file);
  const ids = {
    recorded: recorded.get(from ?? file),
    rendered: text === undefined ? text : blobId(text),
  };
  const known = disk?.ids.find((id) => id === ids.rendered || id === ids.recorded);
  const found = disk && (known ?? disk.ids.at(-1) ?? 'no file');
  let state = stateOf({ ...ids, found });
  if (state === undefined) return undefined;
  if (file === SPEC_FILE) state = stateOfSpec(state, ids.recorded, found);
  // What stood there at creation was a file.
  if (state === 'both' && keptAtCreation.has(file) && !disk?.blocked) state = 'edited';
  if (from !== undefined && state === 'same') state = 'outdated';
  if (from !== undefined && state === 'edited') state = 'both';
  const open = disk && state !== 'same' ? openConflict(directory, file, disk) : undefined;
  return {
    path: file,
    state: open && state === 'edited' ? 'both' : state,
    ...ids,
    rendered: text,
    disk,
    ...(from !== undefined && disk && { from }),
    missed: isMissed(state, ids),
    open,
  };
}

/** What would be generated is what stands there, unless a migration or `add` changes it. */
function stateOfSpec(state: FileState, recorded?: string, found?: string): FileState {
  if (state === 'same') return recorded === undefined || recorded === found ? 'same' : 'edited';
  return 'outdated';
}

function openConflict(directory: string, file: string, disk: DiskFile): SurveyedFile['open'] {
  if (disk.text !== undefined && hasConflictMarkers(disk.text)) return 'markers';
  const beside = openBeside(directory, file);
  return beside === undefined ? undefined : { beside };
}
