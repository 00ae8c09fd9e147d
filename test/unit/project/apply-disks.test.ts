import { execFileSync, spawnSync } from 'node:child_process';
import { chmod, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { needsPosix } from '../../support/posix.ts';
import { scratch } from './scratch.ts';

const here = scratch();
const at = (...parts: string[]) => path.join(here(), ...parts);

/** A check that needs root, or else is skipped aloud; under CI nothing is skipped. */
const isRoot = process.getuid?.() === 0;
const canMount = isRoot && spawnSync('unshare', ['--mount', 'true']).status === 0;
const inCI = process.env.CI === 'true';
if (!canMount) console.warn('A full and a read-only disk are not tried: that needs root and mount');

/** The runner as one file that Node.js starts. */
function bundleRunner(): string {
  const bundle = at('runner.mjs');
  execFileSync(process.execPath, [
    path.resolve('node_modules/rolldown/bin/cli.mjs'),
    path.resolve('test/unit/project/apply-runner.ts'),
    '--platform=node',
    '--format=esm',
    `--file=${bundle}`,
    '--log-level=silent',
  ]);
  return bundle;
}

/** Applies a plan on a disk of its own with these mount options, and tells how it ended. */
function applyMounted(options: string, prepare: string): unknown {
  const script = `set -e
mkdir -p disk && mount -t tmpfs -o ${options} none disk
cd disk && ${prepare}
exec "$NODE" "$BUNDLE" shop`;
  const output = execFileSync('unshare', ['--mount', 'sh', '-c', script], {
    cwd: here(),
    encoding: 'utf8',
    env: { ...process.env, NODE: process.execPath, BUNDLE: bundleRunner() },
  });
  return JSON.parse(output);
}

describe.runIf(canMount || inCI)('disks that do not take it', () => {
  test.each([
    ['new directory', 'true'],
    ['half full directory', 'mkdir shop && echo old > shop/README.md'],
  ])('a full disk: %s', (_, prepare) => {
    expect(applyMounted('size=64k', prepare)).toEqual({
      code: 2,
      details: ['The disk is full. Free some space and run the same command again.'],
      same: true,
    });
  });

  test.each([
    ['new directory', 'mount -o remount,ro .'],
    ['existing directory', 'mkdir shop && echo old > shop/README.md && mount -o remount,ro .'],
  ])('a read-only disk: %s', (_, prepare) => {
    expect(applyMounted('size=1m', prepare)).toEqual({
      code: 2,
      details: ['The file system is read-only. Choose another directory.'],
      same: true,
    });
  });
});

describe('a directory without the right to write', () => {
  test.each([
    ['to make a new one in', ''],
    ['that is there', 'shop'],
  ])('%s', async (_, existing) => {
    needsPosix('directories that can be closed');
    const bundle = bundleRunner();
    await mkdir(at('closed', existing), { recursive: true });
    // Root is asked by nobody for rights, so the runner is another user.
    const nobody = { uid: 65534, gid: 65534 };
    for (const directory of [at('closed', existing), at('closed')]) await chmod(directory, 0o555);
    await chmod(here(), 0o755);
    const output = execFileSync(process.execPath, [bundle, 'shop'], {
      cwd: at('closed'),
      encoding: 'utf8',
      ...(isRoot && nobody),
    });
    await chmod(at('closed'), 0o755);
    expect(JSON.parse(output)).toEqual({
      code: 2,
      details: [expect.stringContaining('This user has no right to do so.')],
      same: true,
    });
  });
});
