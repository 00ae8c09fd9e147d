import { access } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../run.ts';
import { edit, read, shop } from '../shop.ts';

test.each([
  ['python', 'shop/job.py', 'store/job.py', '# mine\n'],
  ['node', 'deploy/systemd/shop.env', 'deploy/systemd/store.env', '# mine\n'],
])('a new name takes the edits of its %s files along', async (runtime, from, to, mine) => {
  const cwd = await shop('--runtime', runtime, '--pattern', 'batch', '--target', 'systemd');
  await edit(cwd, from, (text) => `${text}${mine}`);
  await edit(cwd, 'exporter.yaml', (text) => text.replace('name: shop\n', 'name: store\n'));
  const { code, out } = await run(['update'], { cwd });
  expect(code, out).toBe(0);
  expect(out).toContain(`merge    ${to}: moved from ${from}\n`);
  const text = await read(cwd, to);
  expect(text.endsWith(mine)).toBe(true);
  expect(text).not.toMatch(/from shop\b/);
  await expect(access(path.join(cwd, from))).rejects.toThrow('ENOENT');
  expect((await run(['diff'], { cwd })).code).toBe(0);
});

test('create does not write a project over one of another name', async () => {
  const cwd = await shop('--target', 'systemd');
  const flags = ['--name', 'store', '--target', 'systemd', '--yes', '--no-git'];
  const { code, err } = await run(['.', ...flags, '--on-conflict', 'overwrite'], { cwd });
  expect(code).toBe(4);
  expect(err).toContain('Its name is shop, not store');
});
