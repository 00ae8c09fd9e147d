import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { findProgram } from '../../src/program-path.ts';
import { listFiles } from '../../src/render/compile.ts';

const GIT = 'C:\\Program Files\\Git\\cmd\\git.EXE';
const NPM = 'C:\\node\\npm.CMD';
/** Of the project that somebody stands in. */
const PLANTED = ['git.EXE', 'git.CMD', 'bin\\git.EXE', '\\bin\\git.EXE', 'C:bin\\git.EXE'];
const DISK = new Set([GIT, NPM, ...PLANTED]);

const onWindows = (name: string, env: Record<string, string>) =>
  findProgram(name, env, 'win32', (file) => DISK.has(file));

describe('on Windows', () => {
  const PATHEXT = '.COM;.EXE;.BAT;.CMD;.JS';

  test.each([
    ['in PATH', 'git', { PATH: 'C:\\none;C:\\Program Files\\Git\\cmd', PATHEXT }, GIT],
    [
      'by its own spelling',
      'git',
      { Path: 'C:\\Program Files\\Git\\cmd\\', PathExt: PATHEXT },
      GIT,
    ],
    ['in quotes', 'git', { PATH: '"C:\\Program Files\\Git\\cmd"', PATHEXT }, GIT],
    ['by another extension', 'npm', { PATH: 'C:\\node', PATHEXT }, NPM],
    ['without PATHEXT', 'npm', { PATH: 'C:\\node' }, NPM],
  ])('a program is found %s', (_, name, env, file) => {
    expect(onWindows(name, env as unknown as Record<string, string>)).toBe(file);
  });

  test.each(['', '.', '.\\', 'bin', '\\bin', 'C:bin', ';;.;bin;'])(
    'nothing of the directory one is in is run: PATH=%s',
    (PATH) => expect(onWindows('git', { PATH, PATHEXT })).toBeUndefined(),
  );

  test('nothing is run without PATH', () => {
    expect(onWindows('git', { PATHEXT })).toBeUndefined();
  });

  test.each(['C:\\proj\\.venv\\Scripts\\python', 'C:/node/node.exe'])('%s stays', (file) => {
    expect(onWindows(file, {})).toBe(file);
  });
});

test('elsewhere the system looks it up', () => {
  expect(findProgram('git', {}, 'linux')).toBe('git');
});

test('every program is looked up this way', async () => {
  const sources = (await listFiles('src')).map((file) => path.join('src', file));
  const starting = sources.filter((file) => readFileSync(file, 'utf8').includes('execa('));
  expect(starting.length).toBeGreaterThan(2);
  for (const file of starting) {
    expect(readFileSync(file, 'utf8'), file).toMatch(/(?:findProgram|programPath)\(/);
    expect(readFileSync(file, 'utf8'), file).not.toMatch(/execa\(\s*['"`]/);
  }
});
