import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { NODE_VERSIONS, versionProblem } from '../../src/project/supported-version.ts';

export const BIN = path.resolve('bin/create-exporter.js');

export interface Run {
  /** null where a signal ended it. */
  code: number | null;
  out: string;
  err: string;
}

export interface RunOptions {
  cwd: string;
  env?: Record<string, string | undefined>;
  input?: string | Uint8Array;
  /** Arguments of Node.js itself. */
  node?: string[];
}

/** Runs the real program without a terminal; nothing of this machine's settings reaches it. */
export function run(args: string[], { cwd, env, input = '', node = [] }: RunOptions): Promise<Run> {
  const child = spawn(process.execPath, [...node, BIN, ...args], { cwd, env: cleanEnv(env) });
  const done = finished(child);
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return done;
}

/** What a process wrote and how it ended. */
export function finished(child: ReturnType<typeof spawn>): Promise<Run> {
  let out = '';
  let err = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

/** What a new Node.js project has to say first where the Node.js of these tests cannot run it. */
export const NODE_NOTE = [versionProblem('node', process.version, NODE_VERSIONS)].filter(
  (problem) => problem !== undefined,
);

/** The notes of a report but for that on the Node.js of this machine. */
export function notesOf(report: { notes: string[] }): string[] {
  return report.notes.filter((note) => !NODE_NOTE.includes(note));
}

/** No git identity, no CI, no colours wished, no package manager; what is given comes on top. */
export function cleanEnv(env: Record<string, string | undefined> = {}): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: '/nonexistent',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    // A temporary directory below a repository would make every project one inside it.
    GIT_CEILING_DIRECTORIES: tmpdir(),
    ...env,
  };
}

const made: string[] = [];
afterAll(() => {
  for (const directory of made) rmSync(directory, { recursive: true, force: true });
});

/** An empty directory, removed after the tests of the file. */
export function emptyDirectory(): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'create-exporter-cli-'));
  made.push(directory);
  return directory;
}

/** The one JSON object on standard output. */
export function jsonOf({ out }: Run) {
  if (!/^\{.*\}\n$/.test(out)) throw new Error(`not exactly one JSON object: ${out}`);
  return JSON.parse(out);
}
