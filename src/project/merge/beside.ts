import { readFileSync } from 'node:fs';
import path from 'node:path';
import { whatStands } from '../safe-path.ts';

const SUFFIX = '.create-exporter-new';

/** The file with new text beside one that could not be merged, if there is one; its owner removes it when done. */
export function openBeside(directory: string, file: string): string | undefined {
  const beside = `${file}${SUFFIX}`;
  const { kind } = whatStands(directory, beside);
  return kind === 'file' ? beside : undefined;
}

/** Where new text can be put beside a file: never over something that is there and says something else. */
export function placeBeside(
  directory: string,
  file: string,
  text: string,
): { path: string; exists: boolean } {
  for (let number = 1; ; number++) {
    const beside = `${file}${SUFFIX}${number === 1 ? '' : `-${number}`}`;
    const { kind } = whatStands(directory, beside);
    if (kind === 'nothing') return { path: beside, exists: false };
    if (kind === 'file' && readFileSync(path.join(directory, beside), 'utf8') === text) {
      return { path: beside, exists: true };
    }
  }
}
