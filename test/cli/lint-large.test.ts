import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { expect, test } from 'vitest';
import { exposition } from '../../scripts/bench/exposition.js';
import { BIN, cleanEnv, emptyDirectory, finished } from './run.ts';

/** Node.js itself takes 50, and the hashes of a million series 32. */
const MAX_MEGABYTES = 250;

test('a million samples are linted in bounded memory', async () => {
  const preload = path.join(emptyDirectory(), 'memory.cjs');
  await writeFile(
    preload,
    "process.on('exit', () => process.stderr.write(String(process.resourceUsage().maxRSS)));",
  );
  const child = spawn(process.execPath, ['-r', preload, BIN, 'lint', '--json', '-'], {
    env: cleanEnv(),
  });
  const done = finished(child);
  await pipeline(Readable.from(exposition(1_000_000)), child.stdin);
  const { code, out, err } = await done;
  expect(code).toBe(0);
  const [input] = JSON.parse(out).inputs;
  expect(input).toMatchObject({ metrics: 100, kind: 'text' });
  expect(input.series).toBeGreaterThan(999_000);
  expect(input.largest).toHaveLength(10);
  expect(Number(err) / 1024).toBeLessThan(MAX_MEGABYTES);
});
