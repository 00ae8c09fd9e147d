import { mkdir, readdir, rename, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { snapshot } from '../../unit/project/snapshot.ts';
import { jsonOf, run } from '../run.ts';
import { edit, otherPort, REFUNDS, read, shop, write } from '../shop.ts';

test('a project is not written anew around files that are kept: its record would be false', async () => {
  const cwd = await shop();
  await edit(cwd, 'exporter.yaml', otherPort);
  await edit(cwd, 'src/app.js', (text) => `${text}// mine\n`);
  const before = await snapshot(cwd);
  const again = ['.', '--spec', 'exporter.yaml', '--on-conflict', 'skip', '--yes', '--no-git'];
  const { code, err } = await run(again, { cwd });
  expect(code).toBe(4);
  expect(err).toContain('create-exporter update');
  expect(await snapshot(cwd)).toEqual(before);
  const { files } = jsonOf(await run(['diff', '--json'], { cwd }));
  expect(files).toContainEqual({ path: 'prometheus.yml', state: 'outdated' });
});

test('nor where nothing but an edit would be kept', async () => {
  const cwd = await shop();
  await edit(cwd, 'src/app.js', (text) => `${text}// mine\n`);
  const again = ['.', '--spec', 'exporter.yaml', '--on-conflict', 'skip', '--yes', '--no-git'];
  expect((await run(again, { cwd })).code).toBe(4);
  expect(jsonOf(await run(['diff', '--json'], { cwd })).files).toContainEqual({
    path: 'src/app.js',
    state: 'edited',
  });
});

test.each([
  ['node', 'src/metrics.js'],
  ['python', 'shop/metrics.py'],
])('%s: a change that has no file any more is named', async (runtime, file) => {
  const cwd = await shop('--runtime', runtime);
  await rename(path.join(cwd, file), path.join(cwd, `${file}.mine`));
  const reason = `${file}: deleted by you; what is generated has changed\n`;
  const quiet = await run(['diff'], { cwd });
  expect(quiet.out).not.toContain('what is generated has changed');
  const { code, out } = await run(['add', 'metric', REFUNDS], { cwd });
  expect(code).toBe(0);
  expect(out).toContain(`keep     ${reason}`);

  await edit(cwd, 'exporter.yaml', (text) => text.replace('Refunds granted.', 'Refunds.'));
  expect((await run(['diff'], { cwd })).out).toContain(`  ${reason}`);
  expect((await run(['update'], { cwd })).out).toContain(`keep     ${reason}`);
});

test('a link that its owner has put there is told of once', async () => {
  const cwd = await shop();
  const place = path.join(cwd, 'prometheus.yml');
  await rename(place, path.join(cwd, 'elsewhere.yml'));
  await symlink('elsewhere.yml', place);
  await edit(cwd, 'exporter.yaml', otherPort);
  const reason = 'prometheus.yml: a link of yours stands in its place';
  expect(await run(['update'], { cwd })).toMatchObject({
    code: 0,
    out: expect.stringContaining(reason),
  });
  const again = await run(['update'], { cwd });
  expect(again.out).toContain('up to date');
  expect(again.out).not.toContain(reason);
  expect(await read(cwd, 'elsewhere.yml')).toContain(':3000');
});

test('a conflict at a directory is told until it is resolved', async () => {
  const cwd = await shop();
  const place = path.join(cwd, 'prometheus.yml');
  await rm(place);
  await mkdir(place);
  await edit(cwd, 'exporter.yaml', otherPort);
  for (const _run of ['first', 'second']) {
    const { code, out } = await run(['update'], { cwd });
    expect(code).toBe(4);
    expect(out).toContain('prometheus.yml: something other than a file stands in its way');
  }
  await rm(place, { recursive: true });
  await run(['update'], { cwd });
  expect((await run(['update'], { cwd })).out).toContain('up to date');
});

test('a conflict at the place of a new file is told until it is resolved', async () => {
  const cwd = await shop('--target', 'none');
  await symlink('elsewhere', path.join(cwd, 'Dockerfile'));
  expect((await run(['add', 'target', 'docker'], { cwd })).code).toBe(4);
  expect((await run(['update'], { cwd })).code).toBe(4);
  await rm(path.join(cwd, 'Dockerfile'));
  expect((await run(['update'], { cwd })).code).toBe(0);
  expect(await read(cwd, 'Dockerfile')).toContain('FROM');
});

test('new text beside a file is not followed by more of it while it waits', async () => {
  const cwd = await shop();
  await mkdir(path.join(cwd, 'src', 'collectors'), { recursive: true });
  await write(cwd, 'src/collectors/custom.js', 'mine\n');
  await run(['add', 'collector', 'custom'], { cwd });
  await edit(cwd, 'exporter.yaml', otherPort);
  const { code, out } = await run(['add', 'metric', 'gauge shop_carts Open carts.'], { cwd });
  expect(code).toBe(4);
  expect(out).toContain('custom.js.create-exporter-new is still beside it; remove it');
  expect(await readdir(path.join(cwd, 'src', 'collectors'))).not.toContain(
    'custom.js.create-exporter-new-2',
  );
});
