import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cleanUpLater } from '../support/cleanup.ts';
import { runInTerminal, type Terminal } from '../support/pty.ts';

export const BIN = path.resolve('bin/create-exporter.js');

/** A directory for one test. */
export async function emptyDirectory(): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'create-exporter-prompts-'));
  cleanUpLater(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

/** Wide, so that no line is wrapped. */
export function startIn(cwd: string, ...args: string[]): Terminal {
  return runInTerminal('node', [BIN, ...args], { cwd, columns: 300 });
}

/** Waits for a question and answers it with keys and text. */
export async function answer(
  terminal: Terminal,
  question: RegExp,
  ...keys: (Parameters<Terminal['press']>[0] | { text: string })[]
): Promise<void> {
  await terminal.waitFor(question);
  for (const key of keys) {
    if (typeof key === 'string') terminal.press(key);
    else {
      terminal.type(key.text);
      await terminal.waitFor(new RegExp(key.text.slice(-8).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
    }
  }
}

/** Everything after the metrics, with the defaults. */
export async function fromTargets(terminal: Terminal): Promise<void> {
  await answer(terminal, /\? Deployment/, 'enter');
  await answer(terminal, /\? Port/, 'enter');
  await answer(terminal, /\? Write it\?/, 'enter');
}
