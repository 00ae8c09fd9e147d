import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { inCopy } from '../../../src/verify/copy.ts';
import { link } from '../../support/posix.ts';
import { scratch } from '../project/scratch.ts';

const here = scratch();

test('nothing is written into the project through a link', async () => {
  const project = path.join(here(), 'shop');
  await mkdir(path.join(project, 'data'), { recursive: true });
  await writeFile(path.join(project, 'data', 'rows'), 'mine');
  await link(path.join(project, 'data'), path.join(project, 'absolute'));
  await link('data', path.join(project, 'relative'));
  await link('/etc/hostname', path.join(project, 'elsewhere'));
  await inCopy(project, async (copy) => {
    for (const link of ['absolute', 'relative']) {
      expect(await readFile(path.join(copy, link, 'rows'), 'utf8')).toBe('mine');
      await writeFile(path.join(copy, link, 'rows'), 'changed');
      await writeFile(path.join(copy, 'data', 'rows'), 'mine');
    }
  });
  expect(await readFile(path.join(project, 'data', 'rows'), 'utf8')).toBe('mine');
});
