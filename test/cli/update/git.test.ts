import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { snapshot } from '../../unit/project/snapshot.ts';
import { jsonOf, run } from '../run.ts';
import { committedShop, edit, git, otherPort, REFUNDS, read, write } from '../shop.ts';

const CARTS = 'gauge shop_carts Open carts.';

test('two branches that each add a metric: what to do is told, and leads there', async () => {
  const cwd = await committedShop();
  git(cwd, 'checkout', '-qb', 'other');
  expect((await run(['add', 'metric', REFUNDS], { cwd })).code).toBe(0);
  git(cwd, 'commit', '-qam', 'Refunds');
  git(cwd, 'checkout', '-q', 'main');
  expect((await run(['add', 'metric', CARTS], { cwd })).code).toBe(0);
  git(cwd, 'commit', '-qam', 'Carts');
  expect(() => git(cwd, 'merge', 'other')).toThrow();

  for (const args of [['update'], ['diff'], ['add', 'metric', CARTS]]) {
    const { code, err } = await run(args, { cwd });
    expect(code).toBe(2);
    expect(err).toContain('git checkout --ours .create-exporter.json');
  }
  git(cwd, 'checkout', '--ours', '--', '.');
  await edit(cwd, 'exporter.yaml', (text) =>
    `${text.trimEnd()}\n`.replace(
      '  - name: shop_carts\n',
      '  - name: shop_refunds_total\n    type: counter\n    help: Refunds.\n  - name: shop_carts\n',
    ),
  );
  for (const more of [[], ['--allow-dirty']]) {
    const { code, err } = await run(['update', ...more], { cwd });
    expect(code).toBe(4);
    expect(err).toContain('in the middle of a merge');
  }
  git(cwd, 'add', '--all');
  git(cwd, 'commit', '-qm', 'Merge');
  expect(await run(['update'], { cwd })).toMatchObject({ code: 0, err: '' });
  const metrics = await read(cwd, 'src/metrics.js');
  expect(metrics).toContain('shop_refunds_total');
  expect(metrics).toContain('shop_carts');
  expect(metrics).not.toContain('<<<<<<<');
});

test('markers of git are a conflict, too', async () => {
  const cwd = await committedShop();
  const markers = '<<<<<<< HEAD\n// mine\n=======\n// theirs\n>>>>>>> other\n';
  await edit(cwd, 'src/app.js', (text) => `${text}${markers}`);
  git(cwd, 'commit', '-qam', 'Mine');
  const { code, out } = await run(['update'], { cwd });
  expect(code).toBe(4);
  expect(out).toContain('src/app.js: its conflict markers are still to be resolved');
});

test('what an update does not touch need not be committed', async () => {
  const cwd = await committedShop();
  await edit(cwd, 'exporter.yaml', otherPort);
  await write(cwd, 'src/mine.js', 'export const mine = 1;\n');
  await edit(cwd, '.editorconfig', (text) => `${text}# mine\n`);
  const { code, out, err } = await run(['update'], { cwd });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).not.toContain('cannot be taken back');
});

test('what it does touch must be: exit 4, nothing changed; --allow-dirty goes on', async () => {
  const cwd = await committedShop();
  await edit(cwd, 'exporter.yaml', otherPort);
  await edit(cwd, 'README.md', (text) => `${text}\nmine\n`);
  const before = await snapshot(cwd);
  const { code, err } = await run(['update'], { cwd });
  expect(code).toBe(4);
  expect(err).toContain(' M README.md');
  expect(err).not.toContain('exporter.yaml');
  expect(await snapshot(cwd)).toEqual(before);
  expect((await run(['update', '--allow-dirty'], { cwd })).code).toBe(0);
});

test('two metrics can be added without a commit between them, an edit stays where it was', async () => {
  const cwd = await committedShop();
  expect((await run(['add', 'metric', REFUNDS], { cwd })).code).toBe(0);
  const { code, out, err } = await run(['add', 'metric', CARTS], { cwd });
  expect({ code, err }, out).toEqual({ code: 0, err: '' });
  await edit(cwd, 'README.md', (text) => `${text}\nmine\n`);
  const again = await run(['add', 'metric', 'gauge shop_desks Desks.'], { cwd });
  expect(again.code).toBe(4);
  expect(again.err).toContain(' M README.md');
});

test('what was created can be taken back, which is told: that alone, and nothing of the owner’s', async () => {
  const cwd = await committedShop();
  await edit(cwd, 'README.md', (text) => `${text}\nmine\n`);
  git(cwd, 'commit', '-qam', 'Mine');
  const first = await run(['add', 'metric', CARTS], { cwd });
  expect(first.out).not.toContain('take this back');
  git(cwd, 'commit', '-qm', 'Carts', 'README.md');
  await write(cwd, 'notes.txt', 'mine\n');
  const before = await snapshot(cwd);
  const spec = await read(cwd, 'exporter.yaml');

  const { code, out } = await run(['add', 'target', 'kubernetes'], { cwd });
  expect(code, out).toBe(0);
  expect(out).toContain('git does not know the new files yet: commit them, too.');
  const [, back] =
    /To take this back, undo it in exporter\.yaml and run create-exporter (.*)\./.exec(out)!;
  await write(cwd, 'exporter.yaml', spec);
  expect((await run(back!.split(' '), { cwd })).code).toBe(0);
  expect(await snapshot(cwd)).toEqual(before);
});

test('a conflict of the last update is not for a commit: the advice is to resolve it', async () => {
  const cwd = await committedShop();
  await mkdir(path.join(cwd, 'src', 'collectors'), { recursive: true });
  await write(cwd, 'src/collectors/custom.js', 'mine\n');
  git(cwd, 'add', '--all');
  git(cwd, 'commit', '-qm', 'Mine');
  const added = await run(['add', 'collector', 'custom'], { cwd });
  expect(added.code).toBe(4);
  expect(added.out).toContain('git does not know the new files yet: commit them, too.\n');
  const { code, err } = await run(['add', 'metric', CARTS], { cwd });
  expect(code).toBe(4);
  expect(err).toContain('Resolve the conflicts of the last update first.');
  expect(err).toContain('custom.js.create-exporter-new is still beside it');
});

test('a project that git ignores cannot be taken back by it, which is said', async () => {
  const cwd = await committedShop();
  const parent = path.dirname(cwd);
  await rm(path.join(cwd, '.git'), { recursive: true });
  git(parent, 'init', '-q');
  await write(parent, '.gitignore', 'shop/\n');
  await edit(cwd, 'exporter.yaml', otherPort);
  const { code, out } = await run(['update'], { cwd });
  expect(code).toBe(0);
  expect(out).toMatch(/git ignores shop\/.*: what was changed cannot be taken back by git/);
  expect(jsonOf(await run(['diff', '--json'], { cwd })).ok).toBe(true);
});
