import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import fc from 'fast-check';
import { outputFile } from 'fs-extra';
import { expect, it } from 'vitest';
import { render } from '../../src/render/render.ts';
import { problemsOf } from '../../src/spec/problems.ts';
import { resolveSpec } from '../../src/spec/resolve.ts';
import { cleanUpLater } from '../support/cleanup.ts';
import { requireTool } from '../support/tools.ts';
import { manyShapes } from './shapes.ts';

/** Exporters per runtime; FORMATTING_RUNS=2000 and another FORMATTING_SEED find what is rare. */
const numRuns = Number(process.env.FORMATTING_RUNS ?? 80);
const seed = Number(process.env.FORMATTING_SEED ?? 7);

/** Writes what is generated for random exporters, and gives their directories. */
async function writeMany(runtime: 'node' | 'python'): Promise<string[]> {
  const parent = await mkdtemp(path.join(tmpdir(), 'create-exporter-formatting-'));
  cleanUpLater(() => rm(parent, { recursive: true, force: true }));
  const directories: string[] = [];
  for (const { client, ...shape } of fc.sample(manyShapes, { numRuns, seed })) {
    const input = { ...shape, runtime, ...(runtime === 'node' && { client }) };
    if (problemsOf(input).length > 0) continue;
    const directory = path.join(parent, String(directories.length));
    for (const [file, text] of await render(resolveSpec(input))) {
      await outputFile(path.join(directory, file), text);
    }
    directories.push(directory);
  }
  // Else the property is about nothing.
  expect(directories.length).toBeGreaterThan(numRuns / 3);
  return directories;
}

it('Node.js projects are as their own formatter and linter want them', async () => {
  const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');
  for (const cwd of await writeMany('node')) {
    await execa('node', [biome, 'check'], { cwd });
  }
});

it('Python projects are as their own formatter and linter want them', async () => {
  const directories = await writeMany('python');
  const ruff = await installRuff(directories[0]!);
  for (const cwd of directories) {
    await execa(ruff, ['format', '--check', '--diff'], { cwd });
    await execa(ruff, ['check'], { cwd });
  }
});

/** The program in the version that a project asks for. */
async function installRuff(project: string): Promise<string> {
  const wanted = await readFile(path.join(project, 'requirements-dev.txt'), 'utf8');
  const venv = path.join(project, '.venv');
  await execa(requireTool('python311'), ['-m', 'venv', venv]);
  const bin = path.join(venv, process.platform === 'win32' ? 'Scripts' : 'bin');
  const version = /^ruff==\S+/m.exec(wanted)![0];
  await execa(path.join(bin, 'python'), ['-m', 'pip', 'install', '--quiet', version]);
  return path.join(bin, 'ruff');
}
