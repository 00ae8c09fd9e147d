import path from 'node:path';
import { execa } from 'execa';
import type { Runtime } from '../spec/schema.ts';
import { failedStep, type StepResult } from './post-steps.ts';

export const PACKAGE_MANAGERS = ['npm', 'pnpm', 'yarn', 'bun'] as const;
export type PackageManager = (typeof PACKAGE_MANAGERS)[number];

/** The package manager that runs us (npm and its kin set `npm_config_user_agent`), npm otherwise. */
export function detectPackageManager(userAgent: string | undefined): PackageManager {
  const name = userAgent?.split('/')[0];
  return PACKAGE_MANAGERS.find((manager) => manager === name) ?? 'npm';
}

/** The commands that install a project's dependencies, each as program and arguments. */
export function installCommands(
  runtime: Runtime,
  manager: PackageManager,
  platform: NodeJS.Platform = process.platform,
): [string, ...string[]][] {
  if (runtime === 'node') return [manager === 'npm' ? ['npm', 'ci'] : [manager, 'install']];
  const windows = platform === 'win32';
  return [
    [windows ? 'python' : 'python3', '-m', 'venv', '.venv'],
    [
      path.join('.venv', windows ? 'Scripts' : 'bin', 'python'),
      '-m',
      'pip',
      'install',
      '--requirement',
      'requirements-dev.txt',
    ],
  ];
}

/** Runs the install commands in a project. Never throws: the result says what happened. */
export async function install(
  directory: string,
  commands: [string, ...string[]][],
  signal: AbortSignal,
): Promise<StepResult> {
  for (const [program, ...args] of commands) {
    try {
      // preferLocal is off and the cwd is the project's: nothing but the named program is run. A relative program is the
      // one inside the project, which execa resolves against our own cwd otherwise.
      const file = program.includes(path.sep) ? path.join(directory, program) : program;
      await execa(file, args, { cwd: directory, stdin: 'ignore', all: true, cancelSignal: signal });
    } catch (error) {
      const { output } = failedStep(error, `${program} is not installed`);
      return { state: 'failed', output: `${[program, ...args].join(' ')}\n${output}` };
    }
  }
  return { state: 'done' };
}
