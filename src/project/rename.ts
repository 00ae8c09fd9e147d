import { renameSync } from 'node:fs';

/** What Windows says while a virus scanner or an editor holds a file that was just written. */
const HELD = new Set(['EBUSY', 'EPERM', 'EACCES']);

/** Before each further try, in milliseconds; less than a second together, which an interruption can wait. */
const PAUSES = [10, 20, 40, 80, 160, 320];

/** Renames a file or directory. On Windows it is tried again for a moment where something holds it. */
export function rename(
  from: string,
  to: string,
  platform: NodeJS.Platform = process.platform,
  step: typeof renameSync = renameSync,
): void {
  const pauses = platform === 'win32' ? PAUSES : [];
  for (const pause of pauses) {
    try {
      step(from, to);
      return;
    } catch (error) {
      if (!HELD.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
    sleep(pause);
  }
  step(from, to);
}

/** Without taking turns: the steps before and after a rename, and those that undo it, are at once. */
function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
