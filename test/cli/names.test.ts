import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { emptyDirectory, jsonOf, run } from './run.ts';

const ONE = ['--yes', '--no-git', '--json'];

describe('bad names are refused with a corrected one', () => {
  const names: [string, string][] = [
    ['a b', 'a-b'],
    ['', 'my-exporter'],
    ['x'.repeat(300), 'x'.repeat(54)],
    ['node_modules', 'node-modules-exporter'],
    ['con', 'con-exporter'],
    ['Ünïcode', 'unicode'],
    ['x;touch y', 'x-touch-y'],
  ];
  test.each([...names, ['-rf', 'rf'] as const])('--name %j', async (name, corrected) => {
    const cwd = emptyDirectory();
    const { code, out, err } = await run(['--name', name, '--yes'], { cwd });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/--name: The name .*\. Use "/);
    expect(err).toContain(`Use "${corrected}`);
    expect(await readdir(cwd)).toEqual([]);
  });

  test.each([...names.filter(([name]) => name !== ''), ['-rf', 'rf'] as const])(
    'directory %j',
    async (name, corrected) => {
      const cwd = emptyDirectory();
      const { code, err } = await run(['--yes', '--', name], { cwd });
      expect(code).toBe(2);
      expect(err).toContain(`Use "${corrected}`);
      expect(err).toContain(`or add --name ${corrected}`);
      expect(await readdir(cwd)).toEqual([]);
    },
  );

  test('an empty directory', async () => {
    const { code, err } = await run(['--yes', ''], { cwd: emptyDirectory() });
    expect(code).toBe(2);
    expect(err).toContain('directory: It is empty.');
  });
});

describe('directories that are accepted', () => {
  test.each([
    ['.', 'here', 'shop', 'shop'],
    ['../x', 'here', 'x', 'x'],
    ['a b/shop', 'here', 'here/a b/shop', 'shop'],
    ['shop/', 'here', 'here/shop', 'shop'],
    ['./presets', 'here', 'here/presets', 'presets'],
  ])('%s', async (given, cwdName, place, name) => {
    const root = emptyDirectory();
    const cwd = path.join(root, given === '.' ? 'shop' : cwdName);
    await mkdir(cwd);
    const result = jsonOf(await run([given, ...ONE], { cwd }));
    expect(result.project).toMatchObject({ name, directory: path.join(root, place) });
    const manifest = await readFile(path.join(root, place, '.create-exporter.json'), 'utf8');
    expect(JSON.parse(manifest).spec.name).toBe(name);
  });

  test('an absolute one, and any one with a name of its own', async () => {
    const root = emptyDirectory();
    const absolute = path.join(root, 'My Project');
    const result = jsonOf(await run([absolute, '--name', 'shop', ...ONE], { cwd: '/' }));
    expect(result.project).toMatchObject({ name: 'shop', directory: absolute });
    expect(result.reproduce).toContain('--name shop');
  });
});
