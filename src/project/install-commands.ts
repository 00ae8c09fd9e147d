import path from 'node:path';
import type { Runtime } from '../spec/schema.ts';
import { PACKAGE_MANAGERS, type PackageManager } from './choices.ts';

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
