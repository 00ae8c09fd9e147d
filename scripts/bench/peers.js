import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

/** Published scaffolders: how they say help, and how they scaffold without asking and without installing. */
export const PEERS = {
  'create-vite': {
    version: '9.3.0',
    help: ['--help'],
    scaffold: (name) => [name, '--template', 'vanilla-ts', '--no-interactive'],
  },
  'create-vue': {
    version: '3.22.3',
    help: ['--help'],
    scaffold: (name) => [name, '--ts', '--router', '--vitest'],
  },
  sv: {
    version: '0.17.1',
    help: ['--help'],
    scaffold: (name) => [
      'create',
      name,
      '--template',
      'minimal',
      '--types',
      'ts',
      '--no-add-ons',
      '--no-install',
    ],
  },
  '@grafana/create-plugin': { version: '7.1.7', help: ['version'] },
  'create-t3-app': { version: '7.40.0', help: ['--version'] },
};

/**
 * Installs a published package.
 * @returns the file that its command runs, or a sentence saying why there is none
 */
export function installPeer(name, directory) {
  const prefix = path.join(directory, name.replace('/', '-'));
  const { status, stderr } = spawnSync(
    'npm',
    [
      'install',
      '--prefix',
      prefix,
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      `${name}@${PEERS[name].version}`,
    ],
    { encoding: 'utf8', shell: process.platform === 'win32' },
  );
  if (status !== 0)
    return { missing: `${name} could not be installed: ${stderr.trim().split('\n').at(-1)}` };
  return { program: path.join(prefix, 'node_modules', '.bin', path.basename(name)) };
}

/** Files below a directory. */
export function filesIn(directory) {
  return readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  ).length;
}

/** Makes place for the next run. */
export function remove(directory) {
  rmSync(directory, { recursive: true, force: true });
}
