import path from 'node:path';
import { readDiskFile } from '../../project/disk-file.ts';
import { extraFiles, knownPaths } from '../../project/extra-files.ts';
import { ownPaths } from '../../project/own-code.ts';
import { statsOf } from '../../project/safe-path.ts';
import type { PlannedUpdate } from '../../project/update-plan.ts';
import type { OwnCode } from '../../render/own-code.ts';
import type { ExporterSpec } from '../../spec/spec.ts';
import type { LoadedProject } from '../project/load.ts';

/** How the files of a runtime's language end. */
const CODE: Record<ExporterSpec['runtime'], RegExp> = {
  node: /\.[cm]?[jt]sx?$/,
  python: /\.py$/,
};

/** More is not looked through: an update is not to wait for what somebody unpacked into the project. */
const MAX_FILES = 1000;
const MAX_BYTES = 1024 * 1024;

/** A file with code of its owner's in it. */
export interface OwnText {
  path: string;
  text: string;
  /** What is generated for it now; what is in there, too, is not its owner's. Empty where all of it is. */
  generated: string;
}

/** The code that is the owner's: generated files they have changed, and what they have put beside them. */
export async function ownTexts(
  { directory, spec, files, tree }: LoadedProject,
  planned: readonly PlannedUpdate[],
  places: readonly OwnCode[],
): Promise<OwnText[]> {
  const isCode = (file: string) => CODE[spec.runtime].test(file);
  const theirs = ownPaths(places);
  const changed = planned.flatMap(({ path: file, action, existing, content = existing }) => {
    const isTheirs = action === 'keep' || action === 'merge';
    if (!isTheirs || !isCode(file) || content === undefined) return [];
    return [
      { path: file, text: content, generated: theirs.has(file) ? '' : (tree.get(file) ?? '') },
    ];
  });
  const extra = (await extraFiles(directory, knownPaths(files))).filter(isCode);
  const added = extra.slice(0, MAX_FILES).flatMap((file) => {
    const text = textOf(directory, file);
    return text === undefined ? [] : [{ path: file, text, generated: '' }];
  });
  return [...changed, ...added];
}

/** A file that cannot be read is no reason to stop: nothing is written to it. */
function textOf(directory: string, file: string): string | undefined {
  try {
    const { size = 0 } = statsOf(path.join(directory, file)) ?? {};
    return size > MAX_BYTES ? undefined : readDiskFile(directory, file)?.text;
  } catch {
    return undefined;
  }
}
