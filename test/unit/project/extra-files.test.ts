import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { extraFiles } from '../../../src/project/extra-files.ts';
import { link, needsPosix } from '../../support/posix.ts';
import { asNobody } from './as-nobody.ts';
import { scratch } from './scratch.ts';

const here = scratch();

async function put(...files: string[]): Promise<void> {
  for (const file of files) {
    await mkdir(path.dirname(path.join(here(), file)), { recursive: true });
    await writeFile(path.join(here(), file), '');
  }
}

test('lists what is unknown, and nothing that tools install or .gitignore leaves out', async () => {
  await put('README.md', 'src/own.js', 'src/main.js', '.env', 'a.log', 'keep.log', 'deep/x/b.log');
  await put(
    'node_modules/x/index.js',
    '.git/config',
    '.venv/bin/python',
    'build/out',
    'src/build/o',
  );
  await writeFile(path.join(here(), '.gitignore'), '*.log\n!keep.log\n.env\n/build/\n');
  await link('/etc', path.join(here(), 'link'));
  const known = new Set(['README.md', 'src/main.js', '.gitignore']);
  expect(await extraFiles(here(), known)).toEqual([
    'keep.log',
    'link',
    'src/build/o',
    'src/own.js',
  ]);
});

test('does without .gitignore', async () => {
  await put('a', 'b/c');
  expect(await extraFiles(here(), new Set())).toEqual(['a', 'b/c']);
});

test('leaves out what a .gitignore in a folder says, whose word is the last below it', async () => {
  await put('deploy/compose/secrets/url', 'deploy/compose/a.log', 'deploy/keep', 'secrets/mine');
  await writeFile(path.join(here(), '.gitignore'), '*.log\n');
  await writeFile(path.join(here(), 'deploy/compose/.gitignore'), 'secrets/\n!a.log\n');
  expect(await extraFiles(here(), new Set(['.gitignore']))).toEqual([
    'deploy/compose/.gitignore',
    'deploy/compose/a.log',
    'deploy/keep',
    'secrets/mine',
  ]);
});

test('lists a folder that cannot be read, and goes on', async () => {
  needsPosix('directories that can be closed');
  await put('a/b', 'closed/c', 'd');
  await chmod(path.join(here(), 'closed'), 0o000);
  expect(await asNobody(here(), () => extraFiles(here(), new Set()))).toEqual([
    'a/b',
    'closed/',
    'd',
  ]);
  await chmod(path.join(here(), 'closed'), 0o755);
});
