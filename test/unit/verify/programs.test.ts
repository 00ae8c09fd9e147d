import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { run, runCheck, start } from '../../../src/verify/programs.ts';
import { needsPosix } from '../../support/posix.ts';

const where = (controller = new AbortController()) => ({
  cwd: process.cwd(),
  env: process.env,
  signal: controller.signal,
});
const node = (script: string) => ({ command: process.execPath, args: ['-e', script] });

const isRunning = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** A program that starts another one, which would run for ever, and prints its pid. */
const PARENT = `const { spawn } = require('node:child_process');
const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
console.log(child.pid);`;

async function gone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 100 && isRunning(pid); tries++) await sleep(50);
  return !isRunning(pid);
}

describe('what a program has started ends', () => {
  beforeEach(() => needsPosix('groups of processes'));

  test('with the program', async () => {
    const { code, stdout } = await run({ ...where(), ...node(`${PARENT} process.exit(0)`) });
    expect(code).toBe(0);
    expect(await gone(Number(stdout))).toBe(true);
  });

  test('when it is interrupted', async () => {
    const controller = new AbortController();
    const program = start({ ...where(controller), ...node(PARENT) });
    while (program.stdout() === '') await sleep(20);
    const child = Number(program.stdout());
    expect(isRunning(child)).toBe(true);
    controller.abort();
    expect((await program.exited).code).toBeUndefined();
    expect(await gone(child)).toBe(true);
  });
});

test('a check passes, fails with the end of the output, or is skipped', async () => {
  expect(await runCheck({ ...where(), ...node('') })).toEqual({ state: 'passed' });
  const failing = node('console.log("why"); process.exit(3)');
  expect(await runCheck({ ...where(), ...failing })).toEqual({
    state: 'failed',
    details: [expect.stringContaining('ended with 3'), 'why'],
  });
  expect(await runCheck({ ...where(), command: 'no-such-tool', args: [] })).toEqual({
    state: 'skipped',
    details: ['no-such-tool is not installed'],
  });
});

test('the input reaches the program', async () => {
  const { stdout } = await run(
    { ...where(), ...node('process.stdin.pipe(process.stdout)') },
    'words',
  );
  expect(stdout).toBe('words');
});
