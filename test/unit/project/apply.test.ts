import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { apply } from '../../../src/project/apply.ts';
import type { ConflictPolicy } from '../../../src/project/choices.ts';
import { planCreate } from '../../../src/project/plan.ts';
import { link } from '../../support/posix.ts';
import { makeHalfFull, NEVER, stopAt } from './half-full.ts';
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

const plan = (policy: ConflictPolicy = 'fail', target = at('shop')) =>
  planCreate(target, TREE, policy);

async function halfFull(): Promise<Record<string, string>> {
  await makeHalfFull(at('shop'));
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
