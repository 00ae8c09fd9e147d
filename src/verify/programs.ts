import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { deadline } from '../deadline.ts';
import { findProgram } from '../program-path.ts';
import type { Outcome } from './outcome.ts';

export interface Program {
  command: string;
  args: string[];
  cwd: string;
  env: Record<string, string | undefined>;
  signal: AbortSignal;
}

export interface RunningProgram {
  pid: number;
  /** Settles when it has ended. */
  exited: Promise<{ code: number | undefined; missing: boolean }>;
  /** Standard output and standard error as they came. */
  output: () => string;
  stdout: () => string;
  /** Ends it and everything it has started, at once. */
  kill: () => void;
}

/** Programs get groups of their own, so that what they start ends with them; Windows has no such groups. */
const GROUPS = process.platform !== 'win32';

/** What a program that is not there comes to. */
const NOT_THERE: RunningProgram = {
  pid: 0,
  exited: Promise.resolve({ code: undefined, missing: true }),
  output: () => '',
  stdout: () => '',
  kill: () => {},
};

/** Starts a program; when the signal is aborted it ends with everything it has started. */
export function start({ command, args, cwd, env, signal }: Program, input = ''): RunningProgram {
  const file = findProgram(command, env);
  if (file === undefined) return NOT_THERE;
  const child = execa(file, args, {
    cwd,
    input,
    env: env as Record<string, string>,
    extendEnv: false,
    all: true,
    reject: false,
    detached: GROUPS,
    buffer: false,
  });
  const [stdout, all] = [child.stdout, child.all].map((stream) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    return () => Buffer.concat(chunks).toString('utf8');
  });
  const kill = () => {
    if (child.pid !== undefined) sendSignal(GROUPS ? -child.pid : child.pid, 'SIGKILL');
  };
  signal.addEventListener('abort', kill);
  if (signal.aborted) kill();
  // What it has left running would keep its output open.
  if (GROUPS) child.once('exit', kill);
  const exited = child.then((result) => {
    signal.removeEventListener('abort', kill);
    return {
      code: result.exitCode,
      missing: (result as { code?: string }).code === 'ENOENT',
    };
  });
  return { pid: child.pid ?? 0, exited, output: all!, stdout: stdout!, kill };
}

/** How a program ended, and what it wrote. */
export interface Ended {
  code: number | undefined;
  /** There is no such program. */
  missing: boolean;
  output: string;
  stdout: string;
}

/** Runs a program to its end. */
export async function run(program: Program, input = ''): Promise<Ended> {
  const running = start(program, input);
  const { code, missing } = await running.exited;
  program.signal.throwIfAborted();
  return { code, missing, output: running.output(), stdout: running.stdout() };
}

/** Runs a program that says by its exit code whether all is well. */
export async function runCheck(program: Program, reasons = lastLines): Promise<Outcome> {
  return outcomeOfRun(program, await run(program), reasons);
}

/** What its exit code says, and where that is not 0 what its output gives as reasons. */
export function outcomeOfRun(
  program: Program,
  { code, missing, output }: Ended,
  reasons: (output: string) => string[] = lastLines,
): Outcome {
  if (missing) return { state: 'skipped', details: [`${program.command} is not installed`] };
  if (code === 0) return { state: 'passed' };
  const words = [program.command, ...program.args].join(' ');
  return {
    state: 'failed',
    details: [`${words} ended with ${code ?? 'a signal'}`, ...reasons(output)],
  };
}

/** The end of an output, where programs say why they failed. */
export function lastLines(output: string, count = 20): string[] {
  const lines = output.trimEnd().split('\n');
  return lines.slice(-count).filter((line) => line.trim() !== '');
}

export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It has ended by itself; on macOS a group that has ended is not ours to signal.
    if (!['ESRCH', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

/** A port of 127.0.0.1 that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return address.port;
}

/** Waits until the URL answers with 2xx. @returns why not, if it does not within the time (ms) or the program ends */
export async function waitUntilReady(
  url: string,
  program: RunningProgram,
  timeout: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  let ended: string | undefined;
  void program.exited.then(({ code }) => {
    ended = `the program ended with ${code ?? 'a signal'}`;
  });
  for (const end = Date.now() + timeout; Date.now() < end && !ended; ) {
    const limit = deadline(signal, 2_000);
    const answer = await fetch(url, { signal: limit.signal }).catch(() => undefined);
    limit.clear();
    signal.throwIfAborted();
    if (answer?.ok) return undefined;
    await sleep(100, undefined, { signal });
  }
  return ended ?? `${url} did not answer within ${timeout / 1_000} s`;
}
