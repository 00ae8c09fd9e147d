import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { emptyDirectory, jsonOf, run } from './run.ts';

describe('--spec', () => {
  const SPEC = '# mine\nversion: 1\nname: shop\nruntime: python # really\nport: 4000\n';

  test('a file is enough, and its text is kept', async () => {
    const cwd = emptyDirectory();
    await writeFile(path.join(cwd, 'my.yaml'), SPEC);
    const result = jsonOf(await run(['--spec', 'my.yaml', '--no-git', '--json'], { cwd }));
    expect(result.project).toMatchObject({ name: 'shop', runtime: 'python' });
    expect(await readFile(path.join(cwd, 'shop', 'exporter.yaml'), 'utf8')).toBe(SPEC);
  });

  test('standard input, with flags on top that keep the comments', async () => {
    const cwd = emptyDirectory();
    const args = [
      'other',
      '--spec',
      '-',
      '--port',
      '5000',
      '--name',
      'new',
      '-m',
      'gauge new_users Users.',
    ];
    const result = jsonOf(await run([...args, '--no-git', '--json'], { cwd, input: SPEC }));
    expect(result.project).toMatchObject({ name: 'new', directory: path.join(cwd, 'other') });
    const text = await readFile(path.join(cwd, 'other', 'exporter.yaml'), 'utf8');
    expect(text).toMatch(/^# mine\n[\s\S]*runtime: python # really/);
    expect(parse(text)).toEqual({
      version: 1,
      name: 'new',
      runtime: 'python',
      port: 5000,
      metrics: [{ name: 'new_users', type: 'gauge', help: 'Users.' }],
    });
  });

  test('a directory that is no name goes with the name of the file', async () => {
    const cwd = emptyDirectory();
    const result = jsonOf(
      await run(['My Dir', '--spec', '-', '--no-git', '--json'], { cwd, input: SPEC }),
    );
    expect(result.project).toMatchObject({ name: 'shop', directory: path.join(cwd, 'My Dir') });
  });

  test.each([
    [['users'], 'users'],
    [['users', '--name', 'my-users'], 'my-users'],
  ])('%j names a file that has no name', async (args, name) => {
    const cwd = emptyDirectory();
    const input = '# mine\nversion: 1 # of the format\nruntime: python\n';
    const result = jsonOf(
      await run([...args, '--spec', '-', '--no-git', '--json'], { cwd, input }),
    );
    expect(result.project).toMatchObject({ name, directory: path.join(cwd, 'users') });
    const text = await readFile(path.join(cwd, 'users', 'exporter.yaml'), 'utf8');
    expect(text).toBe(`# mine\nversion: 1 # of the format\nname: ${name}\nruntime: python\n`);
  });

  test('a file without a name, and no name elsewhere', async () => {
    const cwd = emptyDirectory();
    const { code, err } = await run(['--spec', '-'], { cwd, input: 'version: 1\n' });
    expect(code).toBe(2);
    expect(err).toContain('[directory] or --name <name>: what the exporter is called');
    expect(err).toContain('There is no default for a name.');
  });

  test.each([
    ['empty', '', '<stdin>:1:1: The file is empty'],
    ['no YAML', '{', '<stdin>:1:2: '],
    ['too large', 'x'.repeat(10_000_000), '<stdin> is too large'],
    ['no text', Buffer.from([0xff, 0xfe, 0x00]), '<stdin> is not UTF-8 text'],
    ['a tab', 'version: 1\nhttp:\n\tbuckets: [1]\n', '<stdin>:3:1: A tab'],
    ['a bad name', 'version: 1\nname: ../x\n', '<stdin>:2:7: name: The name "../x"'],
    ['two problems', 'version: 1\nname: con\nx: 1\n', '<stdin>:3:1: Unknown key "x"'],
    [
      'a convention',
      'version: 1\nname: shop\nmetrics:\n  - { name: shop_orders, type: counter, help: x }\n',
      '<stdin>:4:13: shop_orders: ',
    ],
    [
      'a convention on a label',
      'version: 1\nname: shop\nmetrics:\n  - name: shop_carts\n    type: gauge\n    help: x\n    labels:\n      user_id: []\n',
      '<stdin>:8:7: shop_carts: The label "user_id"',
    ],
    [
      'a misspelt rule',
      'version: 1\nname: shop\nallow: { prefix-mising: x }\n',
      '<stdin>:3:25: allow.prefix-mising',
    ],
  ])('%s', async (_, input, message) => {
    const cwd = emptyDirectory();
    const { code, out, err } = await run(['--spec', '-', '--yes'], { cwd, input });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    expect(await readdir(cwd)).toEqual([]);
  });

  test.each([
    ['nowhere.yaml', 'There is no such file.'],
    ['.', 'It is a directory.'],
    ['/dev/zero', '/dev/zero is too large'],
  ])('%s cannot be read', async (file, message) => {
    const { code, err } = await run(['--spec', file], { cwd: emptyDirectory() });
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  test('a problem that a flag brought is told of the flag, not of the file', async () => {
    const input = 'version: 1\nname: shop\nclient: prom-client\n';
    const { err } = await run(['--spec', '-', '-r', 'python'], { cwd: emptyDirectory(), input });
    expect(err).toContain('<stdin>:3:9: client: A client can be chosen');
  });
});

describe('--preset', () => {
  test('is the base, and flags come on top', async () => {
    const cwd = emptyDirectory();
    const args = [
      'shop',
      '--preset',
      'business',
      '-r',
      'python',
      '-m',
      'gauge business_staff Staff.',
    ];
    const result = jsonOf(await run([...args, '--no-git', '--json'], { cwd }));
    expect(result.project).toMatchObject({ name: 'shop', runtime: 'python' });
    const { metrics } = parse(await readFile(path.join(cwd, 'shop', 'exporter.yaml'), 'utf8'));
    const names = metrics.map(({ name }: { name: string }) => name);
    expect(names).toContain('business_sales_total');
    expect(names.at(-1)).toBe('business_staff');
  });

  test('--namespace renames its metrics wherever they are named', async () => {
    const cwd = emptyDirectory();
    const args = ['shop', '--preset', 'business', '--namespace', 'acme', '--yes', '--no-git'];
    expect((await run(args, { cwd })).code).toBe(0);
    const project = path.join(cwd, 'shop');
    for (const file of ['exporter.yaml', 'src/metrics.js', 'monitoring/dashboard.json']) {
      const text = await readFile(path.join(project, file), 'utf8');
      expect(text).toContain('acme_sales_total');
      expect(text).not.toContain('business_');
    }
  });
});
