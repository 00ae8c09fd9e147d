import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cleanUpLater } from './cleanup.ts';
import { type RunningProgram, startProgram } from './process.ts';

/** A server that keeps its port and its data when it is stopped and started again. */
export interface Server {
  stop(): Promise<void>;
  start(): Promise<void>;
  signal(signal: NodeJS.Signals): void;
}

/** The password of the account `exporter`: with what has a meaning in URLs. */
export const PASSWORD = 'p@ss/w:rd%3f #1';

/** PostgreSQL and MariaDB refuse to run as root; there nobody runs them. */
export const USER = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined;

/** A directory of the server's user, removed after the test. */
export async function dataDirectory(name: string): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), `create-exporter-${name}-`));
  cleanUpLater(() => rm(directory, { recursive: true, force: true, maxRetries: 5 }));
  if (USER) await chown(directory, USER.uid, USER.gid);
  return directory;
}

/**
 * Starts a server and waits until `ready` does not reject any more.
 * @param options.user who runs it, if not we: of what others may not look into, such as a clone in a temporary directory,
 * they can run nothing
 */
export async function startServer(
  command: string,
  args: string[],
  options: {
    cwd: string;
    ready: () => Promise<unknown>;
    stopSignal?: NodeJS.Signals;
    user?: typeof USER;
  },
): Promise<Server> {
  let program: RunningProgram;
  const stop = async () => void (await program.stop(options.stopSignal, 30_000));
  const start = async () => {
    program = await startProgram({ command, args, cwd: options.cwd, user: options.user });
    cleanUpLater(stop);
    await waitUntil(options.ready, program);
  };
  await start();
  return { stop, start, signal: (signal) => void process.kill(program.pid, signal) };
}

async function waitUntil(ready: () => Promise<unknown>, program: RunningProgram): Promise<void> {
  let ended = false;
  void program.exited.then(() => {
    ended = true;
  });
  let last: unknown;
  for (const end = Date.now() + 30_000; Date.now() < end && !ended; await sleep(100)) {
    try {
      await ready();
      return;
    } catch (error) {
      last = error;
    }
  }
  throw new Error(`the server ${ended ? 'ended' : 'is not ready'}: ${last}\n${program.output()}`);
}
