import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ConflictPolicy } from '../../../src/project/choices.ts';
import { refuseConflicts } from '../../../src/project/manifest.ts';
import { planCreate } from '../../../src/project/plan.ts';
import { link, needsPosix } from '../../support/posix.ts';
import { caught } from './caught.ts';
import { scratch } from './scratch.ts';
import { snapshot } from './snapshot.ts';

const here = scratch();
const TREE = new Map([
  ['README.md', 'new ä\n'],
  ['src/main.js', 'main\n'],
]);
const at = (...parts: string[]) => path.join(here(), ...parts);
const plan = (policy: ConflictPolicy = 'fail', target = at('shop'), tree = TREE) =>
  planCreate(target, tree, policy);

test('a directory that is not there: everything is created', async () => {
  const planned = plan();
  expect(planned).toMatchObject({ directory: at('shop'), exists: false });
  expect(planned.files).toEqual([
    {
      path: 'README.md',
      action: 'create',
      content: 'new ä\n',
    },
    expect.objectContaining({ path: 'src/main.js', action: 'create' }),
  ]);
  expect(await snapshot(here())).toEqual({});
});

describe('files that are there', () => {
  test.each([
    ['fail', 'conflict'],
    ['skip', 'skip'],
    ['overwrite', 'overwrite'],
  ] as [ConflictPolicy, string][])('under %s another content is %s', async (policy, action) => {
    await mkdir(at('shop', 'src'), { recursive: true });
    await writeFile(at('shop', 'README.md'), 'old\n');
    await writeFile(at('shop', 'src', 'main.js'), 'main\n');
    const { exists, files } = plan(policy);
    expect(exists).toBe(true);
    expect(files.map((file) => [file.path, file.action, file.existing])).toEqual([
      ['README.md', action, 'old\n'],
      ['src/main.js', 'identical', 'main\n'],
    ]);
  });

  test('bytes that are no text are not taken for a text that looks the same', async () => {
    await mkdir(at('shop'));
    await writeFile(at('shop', 'a'), Buffer.from([0xff]));
    const { files } = plan('fail', at('shop'), new Map([['a', '\ufffd']]));
    expect(files[0]!.action).toBe('conflict');
  });

  test('conflicts are told with exit 4, ten of them by name', async () => {
    const tree = new Map(Array.from({ length: 12 }, (_, index) => [`f${index}`, 'new']));
    await mkdir(at('shop'));
    for (const file of tree.keys()) await writeFile(at('shop', file), 'old');
    const planned = plan('fail', at('shop'), tree);
    expect(() => refuseConflicts(planned)).toThrow(
      expect.objectContaining({
        code: 4,
        details: [
          ...Array.from({ length: 10 }, (_, index) => `f${index}`),
          '… and 2 more',
          expect.stringContaining('--on-conflict skip'),
        ],
      }),
    );
    refuseConflicts(plan('skip', at('shop'), tree));
  });

  test('in a project they are a matter of update', async () => {
    const files = ['.create-exporter.json', 'README.md'];
    await mkdir(at('shop'));
    for (const file of files) await writeFile(at('shop', file), 'old');
    const tree = new Map(files.map((file) => [file, 'new']));
    expect(() => refuseConflicts(plan('fail', at('shop'), tree))).toThrow(
      expect.objectContaining({
        details: [...files, expect.stringContaining('run create-exporter update there')],
      }),
    );
  });
});

describe('places that are refused with exit 4, whatever the policy', () => {
  const cases: [what: string, make: () => Promise<string>, title: RegExp][] = [
    [
      'a file',
      async () => {
        await writeFile(at('shop'), '');
        return at('shop');
      },
      /shop is not a directory/,
    ],
    [
      'a link to a directory',
      async () => {
        await mkdir(at('real'));
        await link('real', at('shop'));
        return at('shop');
      },
      /shop is not a directory/,
    ],
    [
      'a link to nothing',
      async () => {
        await link('nowhere', at('shop'));
        return at('shop');
      },
      /shop is not a directory/,
    ],
    [
      'below a file',
      async () => {
        needsPosix('ENOTDIR, where Windows says that nothing is there');
        await writeFile(at('file'), '');
        return at('file', 'shop');
      },
      /shop cannot be used/,
    ],
    [
      'a directory where a file belongs',
      async () => {
        await mkdir(at('shop', 'README.md'), { recursive: true });
        return at('shop');
      },
      /README\.md is in the way/,
    ],
    [
      'a file where a directory belongs',
      async () => {
        await mkdir(at('shop'));
        await writeFile(at('shop', 'src'), '');
        return at('shop');
      },
      /src is in the way/,
    ],
    [
      'a link where a file belongs',
      async () => {
        await mkdir(at('shop'));
        await writeFile(at('secret'), 'x');
        await link('../secret', at('shop', 'README.md'));
        return at('shop');
      },
      /README\.md is a symbolic link/,
    ],
    [
      'a link on the way to a file',
      async () => {
        await mkdir(at('shop'));
        await mkdir(at('outside'));
        await link('../outside', at('shop', 'src'));
        return at('shop');
      },
      /src is a symbolic link/,
    ],
    [
      'a link to nothing on the way',
      async () => {
        await mkdir(at('shop'));
        await link('../nowhere', at('shop', 'src'));
        return at('shop');
      },
      /src is a symbolic link/,
    ],
    [
      'a pipe where a file belongs',
      async () => {
        needsPosix('mkfifo');
        await mkdir(at('shop'));
        execFileSync('mkfifo', [at('shop', 'README.md')]);
        return at('shop');
      },
      /README\.md is in the way/,
    ],
  ];
  test.each(cases)('%s', async (_, make, title) => {
    const target = await make();
    for (const policy of ['fail', 'skip', 'overwrite'] as const) {
      expect(caught(() => plan(policy, target))).toMatchObject({
        code: 4,
        title: expect.stringMatching(title),
        details: [expect.stringMatching(/\.$/)],
      });
    }
  });
});

test('a target below a link is the directory it points to', async () => {
  await mkdir(at('real'));
  await link('real', at('link'));
  expect(plan('fail', at('link', 'shop')).exists).toBe(false);
});

test('a path that is too long is told in a sentence', async () => {
  needsPosix('ENAMETOOLONG, where Windows says that nothing is there');
  expect(caught(() => plan('fail', at('x'.repeat(300))))).toMatchObject({
    code: 2,
    details: [expect.stringContaining('too long')],
  });
});

test('links in a circle are told in a sentence', async () => {
  await link('b', at('a'));
  await link('a', at('b'));
  expect(caught(() => plan('fail', at('a', 'shop')))).toMatchObject({ code: 2 });
});

test('an unsafe path is a defect, not a write', async () => {
  expect(() => plan('overwrite', at('shop'), new Map([['../x', '']]))).toThrow('"../x" must not');
});
