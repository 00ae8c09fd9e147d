import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { extraFiles } from '../../../src/project/extra-files.ts';
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
  await symlink('/etc', path.join(here(), 'link'));
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
