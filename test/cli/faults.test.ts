import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { snapshot } from '../unit/project/snapshot.ts';
import { BIN, emptyDirectory, run } from './run.ts';

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
