import path from 'node:path';
import fs from 'fs-extra';
import { install } from '../project/install.ts';
import { installCommands } from '../project/install-commands.ts';
import { pythonPackage } from '../spec/name.ts';
import type { ExporterSpec } from '../spec/spec.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import { lastLines } from './programs.ts';

/** The words that run a project's tests and its program. */
export interface Runtime {
  install: Outcome;
  test: [string, ...string[]];
  program: [string, ...string[]];
}

/** Finds what is installed in the project, or installs it into the copy. */
export async function prepareRuntime(
  spec: ExporterSpec,
  directory: string,
  copy: string,
  signal: AbortSignal,
): Promise<Runtime> {
  return spec.runtime === 'node'
    ? prepareNode(copy, signal)
    : preparePython(spec, directory, copy, signal);
}

async function prepareNode(copy: string, signal: AbortSignal): Promise<Runtime> {
  const isInstalled = await fs.pathExists(path.join(copy, 'node_modules'));
  return {
    install: isInstalled
      ? { state: 'passed', details: ['node_modules of the project'] }
      : await installInto(copy, installCommands('node', 'npm'), signal),
    test: ['npm', 'test'],
    program: ['node', 'src/main.js'],
  };
}

async function preparePython(
  spec: ExporterSpec,
  directory: string,
  copy: string,
  signal: AbortSignal,
): Promise<Runtime> {
  const commands = installCommands('python', 'npm');
  const relative = commands[1]![0];
  const own = path.join(directory, relative);
  const isInstalled = await fs.pathExists(own);
  const python = isInstalled ? own : path.join(copy, relative);
  return {
    install: isInstalled
      ? { state: 'passed', details: ['.venv of the project'] }
      : await installInto(copy, commands, signal),
    test: [python, '-m', 'pytest', '--quiet'],
    program: [python, '-m', pythonPackage(spec.name)],
  };
}

async function installInto(
  copy: string,
  commands: [string, ...string[]][],
  signal: AbortSignal,
): Promise<Outcome> {
  const result = await install(copy, commands, signal);
  signal.throwIfAborted();
  const words = commands.at(-1)!.join(' ');
  return outcomeOf(result.state === 'failed' ? lastLines(result.output) : [], [words]);
}
