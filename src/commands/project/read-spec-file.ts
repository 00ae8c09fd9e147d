import path from 'node:path';
import { EXIT } from '../../exit-codes.ts';
import { Failure } from '../../failure.ts';
import { readFailure } from '../../project/disk-failure.ts';
import { type DiskFile, readDiskFile } from '../../project/disk-file.ts';
import { projectAround } from '../../project/read-manifest.ts';
import { SPEC_FILE } from '../../project/survey.ts';

/** How messages call the exporter.yaml of a project. */
export function specLabel(directory: string, cwd: string): string {
  return path.join(path.relative(cwd, directory), SPEC_FILE);
}

/**
 * Reads the exporter.yaml of a project.
 * @throws Failure (exit 2) if there is none or it is no text file
 */
export function readSpecFile(directory: string): DiskFile & { text: string } {
  const place = path.join(directory, SPEC_FILE);
  let file: DiskFile | undefined;
  try {
    file = readDiskFile(directory, SPEC_FILE);
  } catch (error) {
    throw readFailure(error, directory);
  }
  const { text } = file ?? {};
  if (file && text !== undefined) return { ...file, text };
  const reason =
    file === undefined
      ? 'There is no such file, and the project is generated from it. Name the directory of a project, or take the file back from version control.'
      : file.blocked === 'link'
        ? 'It is a symbolic link, and links are not followed. Put the file itself there.'
        : 'It is no UTF-8 text file.';
  throw new Failure(EXIT.usage, `${place} cannot be used`, [
    ...(file === undefined ? projectAround(directory) : []),
    reason,
  ]);
}
