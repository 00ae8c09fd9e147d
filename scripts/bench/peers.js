import { spawnSync } from 'node:child_process';
import { readdirSync, realpathSync, rmSync } from 'node:fs';
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
 * Installs published packages.
 * @returns what runs their commands, and a sentence for each that could not be had
 */
export function installPeers(names, directory) {
  const peers = [];
  const missing = [];
  for (const name of names) {
    const prefix = path.join(directory, name.replace('/', '-'));
    const words = ['install', '--prefix', prefix, '--no-audit', '--no-fund', '--ignore-scripts'];
    const { status, stderr } = spawnSync('npm', [...words, `${name}@${PEERS[name].version}`], {
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    if (status === 0) {
      const bin = path.join(prefix, 'node_modules', '.bin', path.basename(name));
      peers.push({ name, program: realpathSync(bin), ...PEERS[name] });
    } else missing.push(`${name}: not installed, ${stderr.trim().split('\n').at(-1)}`);
  }
  return { peers, missing };
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
