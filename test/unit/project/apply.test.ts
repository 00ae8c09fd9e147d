import { chmodSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { apply, type Interruption } from '../../../src/project/apply.ts';
import type { ConflictPolicy } from '../../../src/project/choices.ts';
import { MANIFEST_FILE } from '../../../src/project/manifest.ts';
import { type Plan, type PlannedFile, planCreate } from '../../../src/project/plan.ts';
import { link, needsPosix } from '../../support/posix.ts';
import { asNobody } from './as-nobody.ts';
import { scratch } from './scratch.ts';
import { snapshot } from './snapshot.ts';

const here = scratch();
const at = (...parts: string[]) => path.join(here(), ...parts);
const TREE = new Map([
  ['.gitignore', 'node_modules\n'],
  ['README.md', 'new\n'],
  ['deep/er/file.txt', 'deep\n'],
  ['src/main.js', 'main\n'],
  ['z-last', 'z\n'],
]);
const WRITTEN = {
  ...Object.fromEntries(TREE),
  deep: '/',
  'deep/er': '/',
  src: '/',
};
const NEVER: Interruption = { requested: false };

const plan = (policy: ConflictPolicy = 'fail', target = at('shop')) =>
  planCreate(target, TREE, policy);

/** Asks to stop when it is looked at for the n-th time. */
function stopAt(step: number): Interruption & { looks: number } {
  return {
    looks: 0,
    get requested() {
      this.looks++;
      return this.looks >= step;
    },
  };
}

async function halfFull(): Promise<Record<string, string>> {
  await mkdir(at('shop', 'src'), { recursive: true });
  await writeFile(at('shop', 'README.md'), 'old\n');
  await writeFile(at('shop', 'src', 'main.js'), 'main\n');
  await writeFile(at('shop', 'src', 'own.js'), 'own\n');
  await writeFile(at('shop', 'z-last'), Buffer.from([0xff, 0]));
  return snapshot(here());
}

describe('a new directory', () => {
  test('has the files and nothing else, and nothing is left beside it', async () => {
    await apply(plan(), NEVER);
    expect(await snapshot(at('shop'))).toEqual(WRITTEN);
    expect(await readdir(here())).toEqual(['shop']);
  });

  test('is made with its parents', async () => {
    await apply(plan('fail', at('a b', 'c', 'shop')), NEVER);
    expect(await snapshot(at('a b', 'c', 'shop'))).toEqual(WRITTEN);
    expect(await readdir(at('a b', 'c'))).toEqual(['shop']);
  });

  test('below a link is made where the link points', async () => {
    await mkdir(at('real'));
    await link('real', at('link'));
    await apply(plan('fail', at('link', 'shop')), NEVER);
    expect(await snapshot(at('real', 'shop'))).toEqual(WRITTEN);
  });

  test.each([
    ['an empty directory', () => mkdir(at('shop'))],
    ['a file', () => writeFile(at('shop'), 'x')],
    ['a link', () => link('elsewhere', at('shop'))],
  ])('is not put over %s that appeared meanwhile', async (_, appear) => {
    const planned = plan();
    await appear();
    const before = await snapshot(here());
    await expect(apply(planned, NEVER)).rejects.toMatchObject({ code: 4 });
    expect(await snapshot(here())).toEqual(before);
  });

  test('cannot be made below a link to nothing', async () => {
    await link('nowhere', at('link'));
    const before = await snapshot(here());
    await expect(apply(plan('fail', at('link', 'shop')), NEVER)).rejects.toMatchObject({
      code: 4,
    });
    expect(await snapshot(here())).toEqual(before);
  });
});

describe('a directory that is half full', () => {
  test('is filled up, and files in the way stay with skip', async () => {
    const before = await halfFull();
    await apply(plan('skip'), NEVER);
    const after = await snapshot(at('shop'));
    expect(after).toEqual({
      ...WRITTEN,
      'README.md': 'old\n',
      'z-last': before['shop/z-last'],
      'src/own.js': 'own\n',
    });
  });

  test('has files in the way replaced with overwrite, and others left', async () => {
    await halfFull();
    await apply(plan('overwrite'), NEVER);
    expect(await snapshot(at('shop'))).toEqual({ ...WRITTEN, 'src/own.js': 'own\n' });
    expect(await readdir(here())).toEqual(['shop']);
  });

  test('is not touched when all is identical', async () => {
    await apply(plan(), NEVER);
    const before = await snapshot(here());
    await apply(plan(), NEVER);
    expect(await snapshot(here())).toEqual(before);
  });

  const appearing: [string, () => Promise<unknown>][] = [
    [
      'a directory in the way of the last file',
      () => mkdir(at('shop', 'z-last', 'x'), { recursive: true }),
    ],
    ['a file of the user in the way', () => writeFile(at('shop', '.gitignore'), 'mine')],
    ['a file in the way of a directory', () => writeFile(at('shop', 'deep'), 'mine')],
    ['a link in the way of a directory', () => link('elsewhere', at('shop', 'deep'))],
  ];
  test.each(appearing)('is put back as it was after %s appeared', async (_, appear) => {
    await halfFull();
    await rm(at('shop', 'z-last'));
    const planned = plan('overwrite');
    await appear();
    const before = await snapshot(here());
    await expect(apply(planned, NEVER)).rejects.toMatchObject({
      code: 4,
      title: expect.stringMatching(/nothing was written$/),
    });
    expect(await snapshot(here())).toEqual(before);
  });

  test('is put back as it was after a file to be replaced has gone', async () => {
    await halfFull();
    const planned = plan('overwrite');
    await rm(at('shop', 'z-last'));
    const before = await snapshot(here());
    await expect(apply(planned, NEVER)).rejects.toMatchObject({ code: 4 });
    expect(await snapshot(here())).toEqual(before);
  });
});

describe('an interruption at any step leaves all as it was', () => {
  test.each(['new', 'half full'])('%s', async (kind) => {
    const target = kind === 'new' ? at('parent', 'shop') : at('shop');
    const before = kind === 'new' ? {} : await halfFull();
    let steps = 0;
    for (;;) {
      const interruption = stopAt(++steps);
      const end = await apply(plan('overwrite', target), interruption).then(
        () => 'written',
        (error) => error,
      );
      if (end === 'written') break;
      expect(end).toMatchObject({ code: 130, title: 'Interrupted; nothing was written' });
      expect(await snapshot(here())).toEqual(before);
    }
    expect(steps).toBeGreaterThan(kind === 'new' ? 2 : TREE.size);
    expect(await snapshot(target)).toMatchObject(WRITTEN);
  });
});

describe('an update of a directory', () => {
  const changed = (files: Partial<PlannedFile>[]): Plan => ({
    directory: at('shop'),
    exists: true,
    files: files.map((file) => ({ path: '', content: '', ...file }) as never),
  });
  const CHANGES: Partial<PlannedFile>[] = [
    { path: 'README.md', action: 'overwrite', content: 'new\n', existing: 'old\n' },
    { path: 'src/main.js', action: 'delete', existing: 'main\n' },
    { path: 'src/own.js', action: 'delete', existing: 'own\n' },
  ];

  test('deletes files, and the folders that held nothing else', async () => {
    await halfFull();
    await apply(changed(CHANGES), NEVER);
    const { 'z-last': _, ...rest } = await snapshot(at('shop'));
    expect(rest).toEqual({ 'README.md': 'new\n' });
  });

  test('leaves everything as it was when it is stopped at any step', async () => {
    const before = await halfFull();
    let interruption = stopAt(1);
    for (let step = 1; ; step++) {
      interruption = stopAt(step);
      const end = await apply(changed(CHANGES), interruption).catch(({ code }) => code);
      if (end === undefined) break;
      expect(end).toBe(130);
      expect(await snapshot(here())).toEqual(before);
    }
    expect(interruption.looks).toBeGreaterThan(CHANGES.length);
  });

  test('does not replace an edit that was saved meanwhile', async () => {
    await halfFull();
    await writeFile(at('shop', 'src', 'own.js'), 'edited\n');
    const before = await snapshot(here());
    await expect(apply(changed(CHANGES), NEVER)).rejects.toMatchObject({
      code: 4,
      title: expect.stringContaining('own.js changed meanwhile'),
    });
    expect(await snapshot(here())).toEqual(before);
  });

  test('stays done where what was replaced cannot be removed any more', async () => {
    needsPosix('directories that can be closed');
    await halfFull();
    const last: Partial<PlannedFile> = { path: MANIFEST_FILE, action: 'create', content: 'z\n' };
    const old = () => {
      const stage = readdirSync(at('shop')).find((name) => name.startsWith('.create-exporter-'));
      return at('shop', stage ?? '', 'old', 'src');
    };
    let closed = '';
    const closing: Interruption = {
      get requested() {
        if (closed === '' && existsSync(path.join(old(), 'own.js'))) {
          closed = old();
          chmodSync(closed, 0o555);
        }
        return false;
      },
    };
    const left = await asNobody(here(), () => apply(changed([...CHANGES, last]), closing));
    expect(left).toBe(path.resolve(closed, '../..'));
    expect((await readdir(at('shop'))).sort()).toEqual(
      [path.basename(left!), MANIFEST_FILE, 'README.md', 'z-last'].sort(),
    );
    expect(readFileSync(at('shop', MANIFEST_FILE), 'utf8')).toBe('z\n');
    await chmod(closed, 0o755);
  });

  test('has every file at its place at every step, and says only at the end that it is done', async () => {
    await halfFull();
    await writeFile(at('shop', MANIFEST_FILE), 'before\n');
    const files: Partial<PlannedFile>[] = [
      { path: MANIFEST_FILE, action: 'overwrite', content: 'done\n', existing: 'before\n' },
      { path: 'src/own.js', action: 'delete', existing: 'own\n' },
      { path: 'lib/own.js', action: 'create', content: 'own\n' },
      { path: 'README.md', action: 'overwrite', content: 'new\n', existing: 'old\n' },
    ];
    const seen: string[] = [];
    const watching: Interruption = {
      get requested() {
        const has = (file: string) => existsSync(at('shop', file));
        expect(has('README.md') && (has('src/own.js') || has('lib/own.js'))).toBe(true);
        const isDone = readFileSync(at('shop', MANIFEST_FILE), 'utf8') === 'done\n';
        seen.push([isDone, has('src/own.js'), has('lib/own.js')].join());
        return false;
      },
    };
    await apply(changed(files), watching);
    expect([...new Set(seen)]).toEqual(['false,true,false', 'false,true,true', 'false,false,true']);
    expect(readFileSync(at('shop', MANIFEST_FILE), 'utf8')).toBe('done\n');
  });

  test('keeps a script executable', async () => {
    needsPosix('files that can be executable');
    await halfFull();
    await chmod(at('shop', 'README.md'), 0o755);
    await apply(changed(CHANGES), NEVER);
    expect((await stat(at('shop', 'README.md'))).mode & 0o777).toBe(0o755);
  });
});
