import { readFile, symlink } from 'node:fs/promises';
import path from 'node:path';
import fs from 'fs-extra';
import { install } from '../project/install.ts';
import { installCommands } from '../project/install-commands.ts';
import { versionProblem } from '../project/supported-version.ts';
import { pythonPackage } from '../spec/name.ts';
import type { ExporterSpec } from '../spec/spec.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import { lastLines, type Program, run } from './programs.ts';

/** The words that run a project's tests and its program. */
export interface Runtime {
  install: Outcome;
  test: [string, ...string[]];
  program: [string, ...string[]];
}

export interface Place {
  spec: ExporterSpec;
  directory: string;
  copy: string;
  env: Program['env'];
  signal: AbortSignal;
}

/** Finds what is installed in the project; if that is not all it needs, all of it is installed into the copy. */
export async function prepareRuntime(place: Place): Promise<Runtime> {
  return place.spec.runtime === 'node' ? prepareNode(place) : preparePython(place);
}

async function prepareNode(place: Place): Promise<Runtime> {
  const { directory, copy } = place;
  const words: Pick<Runtime, 'test' | 'program'> = {
    test: ['npm', 'test'],
    program: ['node', 'src/main.js'],
  };
  const range = /"node":\s*"([^"]*)"/.exec(await textOf(copy, 'package.json'))?.[1];
  const problem = await interpreterProblem(place, 'node', range);
  if (problem) return { ...words, install: outcomeOf([problem]) };
  const modules = path.join(directory, 'node_modules');
  const isComplete =
    (await fs.pathExists(modules)) &&
    (await succeeds({ ...place, cwd: directory, command: 'npm', args: ['ls', '--depth=0'] }));
  if (!isComplete)
    return { ...words, install: await installInto(place, installCommands('node', 'npm')) };
  await symlink(modules, path.join(copy, 'node_modules'), 'junction');
  return { ...words, install: { state: 'passed', details: ['node_modules of the project'] } };
}

async function preparePython(place: Place): Promise<Runtime> {
  const { spec, directory, copy } = place;
  const commands = installCommands('python', 'npm');
  const relative = commands[1]![0];
  const words = (python: string): Pick<Runtime, 'test' | 'program'> => ({
    test: [python, '-m', 'pytest', '--quiet'],
    program: [python, '-m', pythonPackage(spec.name)],
  });
  const own = path.join(directory, relative);
  // Without an index nothing can be got, so that it succeeds only where nothing is missing.
  const dryRun = ['-m', 'pip', 'install', '--dry-run', '--no-index', '--requirement'];
  const args = [...dryRun, 'requirements-dev.txt'];
  const isComplete =
    (await fs.pathExists(own)) && (await succeeds({ ...place, cwd: copy, command: own, args }));
  const range = /^requires-python = "([^"]*)"/m.exec(await textOf(copy, 'pyproject.toml'))?.[1];
  const problem = await interpreterProblem(place, isComplete ? own : commands[0]![0], range);
  if (problem) return { ...words(own), install: outcomeOf([problem]) };
  if (!isComplete) {
    return { ...words(path.join(copy, relative)), install: await installInto(place, commands) };
  }
  return { ...words(own), install: { state: 'passed', details: ['.venv of the project'] } };
}

/** Why the interpreter cannot run the project, as a sentence. */
async function interpreterProblem(
  place: Place,
  command: string,
  range: string | undefined,
): Promise<string | undefined> {
  const { missing, stdout } = await run({
    ...place,
    cwd: place.copy,
    command,
    args: ['--version'],
  });
  if (missing) return `${command} is not installed.`;
  return range === undefined ? undefined : versionProblem(command, stdout.trim(), range);
}

async function succeeds(program: Program): Promise<boolean> {
  return (await run(program)).code === 0;
}

async function textOf(directory: string, file: string): Promise<string> {
  return readFile(path.join(directory, file), 'utf8').catch(() => '');
}

async function installInto(
  { copy, env, signal }: Place,
  commands: [string, ...string[]][],
): Promise<Outcome> {
  const result = await install(copy, commands, signal, env);
  signal.throwIfAborted();
  const words = commands.at(-1)!.join(' ');
  return outcomeOf(result.state === 'failed' ? lastLines(result.output) : [], [words]);
}
