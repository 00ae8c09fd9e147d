import { symlink } from 'node:fs/promises';
import { TestRunner } from 'vitest';

/** Skips the running test on Windows. @param what it needs and Windows lacks, such as `mkfifo` */
export function needsPosix(what: string): void {
  if (process.platform !== 'win32') return;
  TestRunner.getCurrentTest()!.context.skip(`not on Windows: it needs ${what}`);
}

/** Makes a symbolic link; where only some users may, which is Windows, the running test is skipped. */
export async function link(target: string, place: string): Promise<void> {
  needsPosix('symbolic links');
  await symlink(target, place);
}
