import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { LoadedProject } from '../../../src/commands/project/load.ts';
import { writtenFiles } from '../../../src/commands/update/written-files.ts';
import { apply } from '../../../src/project/apply.ts';
import { blobId } from '../../../src/project/manifest.ts';
import { survey } from '../../../src/project/survey.ts';
import { planUpdate } from '../../../src/project/update-plan.ts';
import { cleanUpLater } from '../../support/cleanup.ts';
import { snapshot } from './snapshot.ts';

const OLD = 'const a = 1;\n\n\n\nconst b = 1;\n';
const NEW = OLD.replace('b = 1', 'b = 2');
const MINE = OLD.replace('a = 1', 'a = 7');
const { signal } = new AbortController();

/** A project whose `lib/log.js` is generated as `src/logger.js` now. @param stands its text at the old path, if any */
async function updated(stands: string | undefined, now: string, inTheWay?: string) {
  const directory = await mkdtemp(path.join(tmpdir(), 'create-exporter-moves-'));
  cleanUpLater(() => rm(directory, { recursive: true }));
  const files = { 'lib/log.js': stands, 'src/logger.js': inTheWay };
  for (const [file, text] of Object.entries(files)) {
    if (text === undefined) continue;
    await mkdir(path.join(directory, path.dirname(file)));
    await writeFile(path.join(directory, file), text);
  }
  const recorded = new Map([['lib/log.js', blobId(OLD)]]);
  const tree = new Map([['src/logger.js', now]]);
  const project = {
    directory,
    tree,
    keptAtCreation: new Set<string>(),
    files: survey({
      directory,
      recorded,
      tree,
      specFile: { ids: [], crlf: false },
      keptAtCreation: new Set(),
      moves: new Map([['src/logger.js', 'lib/log.js']]),
    }),
    manifest: { version: '0.0.1', spec: {}, files: recorded, text: '' },
    spec: {},
  } as unknown as LoadedProject;
  const bases = new Map([[blobId(OLD), OLD]]);
  const plan = await planUpdate(project.files, {
    directory,
    bases,
    own: new Map(),
    examples: new Set(),
    signal,
  });
  const written = writtenFiles(project, plan, bases, '0.1.0').filter(
    ({ path }) => !path.startsWith('.'),
  );
  await apply({ directory, exists: true, files: written }, { requested: false });
  const found = Object.entries(await snapshot(directory)).filter(([, text]) => text !== '/');
  return { plan, found: Object.fromEntries(found) };
}

test.each([
  ['untouched, to the same text', OLD, OLD, OLD],
  ['untouched, to another text', OLD, NEW, NEW],
  ['edited, with its edits', MINE, OLD, MINE],
  ['edited, with its edits and what is new', MINE, NEW, MINE.replace('b = 1', 'b = 2')],
])('a file moves: %s', async (_, stands, now, expected) => {
  const { plan, found } = await updated(stands, now);
  expect(found).toEqual({ 'src/logger.js': expected });
  expect(plan).toMatchObject([{ path: 'src/logger.js', from: 'lib/log.js' }]);
});

test('in conflict, it moves with markers', async () => {
  const { plan, found } = await updated(MINE, OLD.replace('a = 1', 'a = 2'));
  expect(Object.keys(found)).toEqual(['src/logger.js']);
  expect(found['src/logger.js']).toContain('const a = 7;\n=======\nconst a = 2;');
  expect(plan).toMatchObject([{ action: 'conflict' }]);
});

test('what its owner deleted stays deleted', async () => {
  expect((await updated(undefined, NEW)).found).toEqual({});
});

test('a file at the new place stays, and so does the edited one at the old', async () => {
  const { found } = await updated(MINE, NEW, 'theirs\n');
  expect(found).toMatchObject({ 'lib/log.js': MINE, 'src/logger.js': 'theirs\n' });
});
