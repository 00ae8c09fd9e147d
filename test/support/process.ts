import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { cleanUpLater } from './cleanup.ts';

/** A program to start. Environment variables set to `undefined` are taken away from it. */
export interface Program {
  command: string;
  args?: string[];
  cwd?: string;
  env?: Record<string, string | undefined>;
  /** Who runs it, if somebody else. */
  user?: { uid: number; gid: number } | undefined;
  /** A path or a URL that answers with 2xx once the program is ready. */
  ready?: string;
  /** How long to wait for `ready`, in milliseconds. */
  readyTimeout?: number;
}

/** How a program ended. */
export interface Exit {
  exitCode: number | undefined;
  signal: NodeJS.Signals | undefined;
}

/** A program that was started. It is ended after the test in any case. */
export interface RunningProgram {
  pid: number;
  port: number;
  /** `http://127.0.0.1:<port>` */
  url: string;
  stdout(): string;
  stderr(): string;
  /** Everything it wrote so far, in the order it came. */
  output(): string;
  /** Settles when the program has ended. */
  exited: Promise<Exit>;
  /** Sends a signal (SIGTERM by default) and waits; after the time, SIGKILL and an error. */
  stop(signal?: NodeJS.Signals, timeout?: number): Promise<Exit>;
}

/** A port of 127.0.0.1 that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (!address || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}

/** Starts a program that is told its port, and waits until it is ready. */
export async function startProgram(
  program: Program | ((port: number) => Program),
): Promise<RunningProgram> {
  const port = await freePort();
  const {
    command,
    args = [],
    cwd,
    env,
    user,
    ready,
    readyTimeout,
  } = typeof program === 'function' ? program(port) : program;
  const child = execa(command, args, {
    ...(cwd && { cwd }),
    ...user,
    ...(env && { env: env as Record<string, string> }),
    all: true,
    buffer: false,
    reject: false,
    stdin: 'ignore',
  });
  const { pid } = child;
  if (pid === undefined) throw (await child) as unknown as Error;

  const exited = child.then(
    (result): Exit => ({ exitCode: result.exitCode, signal: result.signal as Exit['signal'] }),
  );
  const running: RunningProgram = {
    pid,
    port,
    url: `http://127.0.0.1:${port}`,
    stdout: collect(child.stdout),
    stderr: collect(child.stderr),
    output: collect(child.all),
    exited,
    stop: (signal = 'SIGTERM', timeout = 10_000) => stop(running, pid, signal, timeout),
  };
  cleanUpLater(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  if (ready) {
    const url = new URL(ready, running.url).href;
    await waitForUrl(url, { program: running, ...(readyTimeout && { timeout: readyTimeout }) });
  }
  return running;
}

/** Ends a program by a signal to `pid`, which may be another process than the one started. */
export async function stop(
  program: Pick<RunningProgram, 'exited' | 'output'>,
  pid: number,
  signal: NodeJS.Signals,
  timeout: number,
): Promise<Exit> {
  signalProcess(pid, signal);
  const ended = await Promise.race([program.exited, sleep(timeout, undefined, { ref: false })]);
  if (ended) return ended;
  signalProcess(pid, 'SIGKILL');
  throw new Error(`still running ${timeout} ms after ${signal}; it wrote:\n${program.output()}`);
}

/** Waits until a URL answers with 2xx; names the last answer, and what the program wrote, if not. */
export async function waitForUrl(
  url: string,
  options: { timeout?: number; program?: Pick<RunningProgram, 'exited' | 'output'> } = {},
): Promise<Response> {
  const { timeout = 20_000, program } = options;
  let last = 'no answer';
  let ended: Exit | undefined;
  void program?.exited.then((exit) => {
    ended = exit;
  });
  for (const end = Date.now() + timeout; Date.now() < end && !ended; await sleep(50)) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
      if (response.ok) return response;
      last = `status ${response.status}: ${(await response.text()).slice(0, 500)}`;
    } catch (error) {
      last = String(error instanceof Error ? (error.cause ?? error) : error);
    }
  }
  const how = ended ? `the program ended (${JSON.stringify(ended)})` : `not within ${timeout} ms`;
  throw new Error(`${url}: ${how}; ${last}\n${program?.output() ?? ''}`);
}

function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It ended by itself meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function collect(stream: NodeJS.ReadableStream | undefined): () => string {
  const chunks: Buffer[] = [];
  stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}
