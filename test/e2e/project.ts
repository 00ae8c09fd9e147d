import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { inject } from 'vitest';
import { cleanUpLater } from '../support/cleanup.ts';
import { requireAllRun } from '../support/own-tests.ts';
import { freePort, type RunningProgram, startProgram } from '../support/process.ts';
import { requireTool, type ToolName, toolsDirectory } from '../support/tools.ts';

/** What runs a generated project: one of the supported versions of its runtime. */
export interface Engine {
  runtime: 'node' | 'python';
  tool: ToolName;
}

export const ENGINES: Engine[] = [
  { runtime: 'node', tool: 'node22' },
  { runtime: 'node', tool: 'node24' },
  { runtime: 'python', tool: 'python311' },
];

/** A project that the packed create-exporter wrote, and the programs to run it with. */
export interface Project {
  directory: string;
  port: number;
  /** Runs a program of the project's environment to its end; throws unless it exits with 0. */
  run(program: string, ...args: string[]): Promise<string>;
  install(): Promise<void>;
  /** Its own tests, as its README says; none of them may be skipped. */
  test(): Promise<void>;
  lint(): Promise<void>;
  start(...flags: string[]): Promise<RunningProgram>;
  /** The words that run the project's program. */
  command: string[];
  /** Runs the project's program to its end and gives what it printed. */
  program(...flags: string[]): Promise<string>;
  /** How to run a shell line in the project with its engine first on PATH. */
  shell: { cwd: string; env: Record<string, string> };
}

/** Generates a project with the packed program and the given flags; it is removed after the test. */
export async function generate(
  { runtime, tool }: Engine,
  flags: string[],
  name = 'shop-exporter',
): Promise<Project> {
  const interpreter = requireTool(tool);
  const parent = await mkdtemp(path.join(tmpdir(), 'create-exporter-e2e-'));
  cleanUpLater(() => rm(parent, { recursive: true, force: true }));
  const directory = path.join(parent, name);
  const port = await freePort();
  await execa('node', [
    inject('packedBin'),
    directory,
    '--yes',
    '--quiet',
    '--no-git',
    `--runtime=${runtime}`,
    ...((await isBatch(flags)) ? [] : [`--port=${port}`]),
    ...flags,
  ]);
  return runtime === 'node'
    ? nodeProject(directory, port, interpreter)
    : pythonProject(directory, port, interpreter, name);
}

/** A job has no port, and says so if it is given one. */
async function isBatch(flags: string[]): Promise<boolean> {
  const spec = flags[flags.indexOf('--spec') + 1];
  const words = flags.includes('--spec') ? await readFile(spec!, 'utf8') : flags.join(' ');
  return /pattern[:= ] ?batch|batch-job/.test(words);
}

function nodeProject(directory: string, port: number, node: string): Project {
  // npm and the scripts it runs take the first `node` of PATH.
  const env = { PATH: pathWith(path.dirname(node)) };
  const run = runner(directory, env);
  return {
    directory,
    port,
    run,
    install: async () => {
      await run('npm', 'ci', '--no-audit', '--no-fund');
    },
    test: () => testAll(() => run('npm', 'test')),
    lint: async () => {
      await run('npm', 'run', 'lint');
    },
    start: (...flags) => start(directory, port, node, ['src/main.js', ...flags], env),
    command: [node, 'src/main.js'],
    program: (...flags) => run(node, 'src/main.js', ...flags),
    shell: { cwd: directory, env },
  };
}

function pythonProject(directory: string, port: number, python: string, name: string): Project {
  const bin = path.join(directory, '.venv', process.platform === 'win32' ? 'Scripts' : 'bin');
  const venvPython = path.join(bin, 'python');
  const packageName = name === 'class' ? 'class_exporter' : name.replaceAll('-', '_');
  const run = runner(directory, { PATH: pathWith() });
  return {
    directory,
    port,
    run,
    install: async () => {
      await run(python, '-m', 'venv', '.venv');
      await run(venvPython, '-m', 'pip', 'install', '--quiet', '-r', 'requirements-dev.txt');
    },
    test: () => testAll(() => run(venvPython, '-m', 'pytest', '--quiet')),
    lint: async () => {
      await run(path.join(bin, 'ruff'), 'check');
      await run(path.join(bin, 'ruff'), 'format', '--check');
    },
    start: (...flags) => start(directory, port, venvPython, ['-m', packageName, ...flags], {}),
    command: [venvPython, '-m', packageName],
    program: (...flags) => run(venvPython, '-m', packageName, ...flags),
    // The README says python3, which is the engine's directory's.
    shell: {
      cwd: directory,
      env: { PATH: pathWith(path.dirname(python)) },
    },
  };
}

/** Runs a project's own tests, which skip what they have no tool for: here none may be missing. */
async function testAll(run: () => Promise<string>): Promise<void> {
  requireTool('openssl');
  requireTool('promtool');
  requireAllRun(await run());
}

/** PATH with directories in front, and with the tools of the project, which a project's own tests look for. */
function pathWith(...first: string[]): string {
  return [...first, process.env.PATH, path.join(toolsDirectory, 'bin')].join(path.delimiter);
}

function runner(directory: string, env: Record<string, string>): Project['run'] {
  return async (program, ...args) => {
    const result = await execa(program, args, { cwd: directory, env, all: true, reject: false });
    if (result.exitCode !== 0) {
      throw new Error(
        `${[program, ...args].join(' ')} ended with ${result.exitCode}:\n${result.all}`,
      );
    }
    return result.stdout;
  };
}

async function start(
  cwd: string,
  port: number,
  command: string,
  args: string[],
  env: Record<string, string>,
): Promise<RunningProgram> {
  // The port is the one in its exporter.yaml and prometheus.yml, so nothing is told here.
  const program = await startProgram({
    command,
    args,
    cwd,
    env: { ...process.env, ...env, PORT: undefined, HOST: undefined },
    ready: `http://127.0.0.1:${port}/healthz`,
  });
  return { ...program, port, url: `http://127.0.0.1:${port}` };
}
