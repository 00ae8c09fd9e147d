import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Interruption } from '../../../src/project/apply.ts';

/** Nobody interrupts. */
export const NEVER: Interruption = { requested: false };

/** Asks to stop when it is looked at for the n-th time. */
export function stopAt(step: number): Interruption & { looks: number } {
  return {
    looks: 0,
    get requested() {
      this.looks++;
      return this.looks >= step;
    },
  };
}

/** Makes a project in which some files are in the way, one is identical and one is its owner's. */
export async function makeHalfFull(directory: string): Promise<void> {
  await mkdir(path.join(directory, 'src'), { recursive: true });
  await writeFile(path.join(directory, 'README.md'), 'old\n');
  await writeFile(path.join(directory, 'src', 'main.js'), 'main\n');
  await writeFile(path.join(directory, 'src', 'own.js'), 'own\n');
  await writeFile(path.join(directory, 'z-last'), Buffer.from([0xff, 0]));
}
