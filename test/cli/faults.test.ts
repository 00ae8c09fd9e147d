import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { snapshot } from '../unit/project/snapshot.ts';
import { BIN, emptyDirectory, run } from './run.ts';
import { committedShop, edit, git, otherPort, read } from './shop.ts';

/** Ends the program at its n-th rename, as when the machine loses power. */
const ENDING = path.resolve('test/cli/end-at-rename.cjs');
const ARGS = ['--yes', '--no-git', '--quiet', '--runtime', 'node'];

/** The names of a complete project. */
async function completeProject(): Promise<string[]> {
  const cwd = emptyDirectory();
  expect((await run(['shop', ...ARGS], { cwd })).code).toBe(0);
  return Object.keys(await snapshot(path.join(cwd, 'shop')));
}

test('a run that is killed at any moment leaves the project complete or not there', async () => {
  const start = performance.now();
  const complete = await completeProject();
  const whole = performance.now() - start;
  const seen = new Set<string>();
  // Spread over the time of a whole run; the last one is left to its end.
  for (let kill = 0; kill <= 24; kill++) {
    const cwd = emptyDirectory();
    const child = spawn(process.execPath, [BIN, 'shop', ...ARGS], { cwd, stdio: 'ignore' });
    const ended = once(child, 'close');
    await (kill === 24 ? ended : Promise.race([ended, wait((kill / 20) * whole)]));
    child.kill('SIGKILL');
    await ended;
    const target = path.join(cwd, 'shop');
    seen.add(existsSync(target) ? 'complete' : 'not there');
    if (existsSync(target)) expect(Object.keys(await snapshot(target))).toEqual(complete);
  }
  expect(seen).toEqual(new Set(['complete', 'not there']));
}, 120_000);

test('an update that is killed at any moment loses no edit, and the next one finishes it', async () => {
  const edited = '\nMine.\n';
  let unfinished = 0;
  for (let kill = 0; kill < 12; kill++) {
    const cwd = await committedShop();
    await edit(cwd, 'README.md', (text) => `${text}${edited}`);
    git(cwd, 'commit', '-qam', 'Mine');
    await edit(cwd, 'exporter.yaml', otherPort);
    const child = spawn(process.execPath, ['--require', ENDING, BIN, 'update'], {
      cwd,
      stdio: 'ignore',
      env: { ...process.env, END_AT_RENAME: String(kill) },
    });
    const [code, signal] = await once(child, 'close');
    if (signal === 'SIGKILL') unfinished++;
    else expect(code).toBe(0);
    expect(await read(cwd, 'README.md')).toContain(edited);
    const next = await run(['update', '--allow-dirty'], { cwd });
    expect(next.code).toBe(0);
    if (signal === 'SIGKILL') {
      expect(next.out).toMatch(/\.create-exporter-\w{12}\/: left of a run that was ended/);
    }
    expect(await read(cwd, 'README.md')).toContain(edited);
    expect(await read(cwd, 'README.md')).toContain('9100');
    expect((await run(['diff', '--json'], { cwd })).code).toBe(0);
  }
  expect(unfinished).toBeGreaterThan(5);
}, 120_000);

test('of two runs at once into one directory, one writes all and the other says why not', async () => {
  const complete = await completeProject();
  for (let round = 0; round < 5; round++) {
    const cwd = emptyDirectory();
    const runs = [3000, 4000].map((port) =>
      run(['shop', ...ARGS, '--port', String(port)], { cwd }),
    );
    const results = await Promise.all(runs);
    const codes = results.map(({ code }) => code).sort();
    expect(codes, JSON.stringify(results)).toEqual([0, 4]);
    const files = await snapshot(path.join(cwd, 'shop'));
    expect(Object.keys(files)).toEqual(complete);
    // All of it is from one run.
    const ports = ['exporter.yaml', 'prometheus.yml', 'README.md'].map((file) =>
      files[file]!.includes('3000'),
    );
    expect(new Set(ports).size).toBe(1);
    expect(Object.keys(await snapshot(cwd)).filter((name) => name.startsWith('.'))).toEqual([]);
  }
}, 120_000);

/** Has the program tell itself to end at the n-th time that it calls a function of node:fs for a path. */
async function endingAt(name: string, part: string, time: number): Promise<string[]> {
  const preload = path.join(emptyDirectory(), 'end.cjs');
  await writeFile(
    preload,
    `const fs = require('node:fs');
    const original = fs.${name};
    let times = 0;
    fs.${name} = (file, ...rest) => {
      if (String(file).includes('${part}') && ++times === ${time}) process.kill(process.pid, 'SIGINT');
      return original(file, ...rest);
    };`,
  );
  return ['-r', preload];
}

test.each([
  ['while files are staged, for a new directory', 'new', 'writeFileSync', 7],
  ['while files are staged, for one that exists', 'half full', 'writeFileSync', 7],
  ['while files are moved into place', 'half full', 'renameSync', 3],
  ['while it looks at a project that is the same', 'same', 'lstatSync', 5],
] as const)('Ctrl-C %s is heard: exit 130, all as it was', async (_, kind, name, time) => {
  const cwd = emptyDirectory();
  const args = ['shop', '--yes', '--git', '--on-conflict', 'overwrite'];
  if (kind === 'half full') {
    await mkdir(path.join(cwd, 'shop'));
    await writeFile(path.join(cwd, 'shop', 'README.md'), 'mine');
  }
  if (kind === 'same') await run(['shop', '--yes', '--no-git'], { cwd });
  const before = await snapshot(cwd);
  const node = await endingAt(name, kind === 'new' ? '.create-exporter-' : 'shop', time);
  const { code, err } = await run(args, { cwd, node });
  expect({ code, err }).toEqual({ code: 130, err: expect.stringContaining('Interrupted') });
  expect(await snapshot(cwd)).toEqual(before);
});
