import { mkdtempSync, rmSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { syntaxProblem } from '../../../src/project/check/index.ts';
import { movesByName } from '../../../src/project/moves-by-name.ts';
import { ownCode } from '../../../src/render/own-code.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import type { SpecInput } from '../../../src/spec/schema.ts';
import { snapshot } from '../../unit/project/snapshot.ts';
import { ownLine, someEdits, specChange, type UserEdit } from './arbitrary.ts';
import { contentOf, generated, runUpdate, write } from './project.ts';

const KEPT_APART = new Set(['exporter.yaml', '.create-exporter.json']);

/** Both of a change of the spec, as they are generated, in a directory that has the first of them. */
async function inProject(
  [before, after]: [SpecInput, SpecInput],
  use: (directory: string, first: Map<string, string>, fresh: Map<string, string>) => Promise<void>,
): Promise<void> {
  const directory = mkdtempSync(path.join(tmpdir(), 'create-exporter-update-'));
  try {
    const first = await generated(before);
    await write(directory, first);
    await use(directory, first, await generated(after));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

interface Edited {
  /** Path → words of the user in it, all of which must be there in the end. */
  words: Map<string, string[]>;
  touched: Set<string>;
  gone: Set<string>;
}

async function edit(
  directory: string,
  files: { all: string[]; hot: string[] },
  edits: UserEdit[],
): Promise<Edited> {
  const done: Edited = { words: new Map(), touched: new Set(), gone: new Set() };
  for (const [number, { kind, hot, file: index, line: at }] of edits.entries()) {
    const paths = hot && files.hot.length > 0 ? files.hot : files.all;
    const file = paths[index % paths.length]!;
    if (done.gone.has(file)) continue;
    done.touched.add(file);
    const own = done.words.get(file) ?? [];
    if (kind === 'remove' || kind === 'rename') {
      const place = path.join(directory, file);
      if (kind === 'remove') await rm(place);
      else await rename(place, `${place}.mine`);
      done.gone.add(file);
      done.words.delete(file);
      if (kind === 'rename') done.words.set(`${file}.mine`, own);
      continue;
    }
    const lines = (await contentOf(directory, file)).split('\n');
    const isJson = file.endsWith('.json');
    const place = isJson ? 1 : at % lines.length;
    if (kind === 'insert') lines.splice(place, 0, ownLine(file, number));
    else if (isJson || lines[place]!.includes('own-line')) continue;
    else lines.splice(place, 1, ...(kind === 'change' ? [ownLine(file, number)] : []));
    if (kind !== 'cut') done.words.set(file, [...own, `own-line-${number}-`]);
    await write(directory, [[file, lines.join('\n')]]);
  }
  return done;
}

/** Where a file of the first project is after the update: some are called after the project and move with its name. */
function placesAfter([before, after]: [SpecInput, SpecInput], fresh: Map<string, string>) {
  const moves = movesByName(fresh.keys(), resolveSpec(before), resolveSpec(after));
  const now = new Map([...moves].map(([to, from]) => [from, to]));
  return (file: string) => now.get(file) ?? file;
}

/** The same edits of files that have moved since. */
function moved({ words, touched, gone }: Edited, place: (file: string) => string): Edited {
  return {
    words: new Map([...words].map(([file, own]) => [place(file), own])),
    touched: new Set([...touched].map(place)),
    gone: new Set([...gone].flatMap((file) => [file, place(file)])),
  };
}

test('an untouched project ends byte for byte as one generated anew', async () => {
  await fc.assert(
    fc.asyncProperty(specChange, (change) =>
      inProject(change, async (directory, _, fresh) => {
        expect((await runUpdate(directory, change[1])).code).toBe(0);
        const files = Object.entries(await snapshot(directory)).filter(([, text]) => text !== '/');
        const expected = [...fresh].map(([file, text]) => [
          file,
          Buffer.from(text).toString('latin1'),
        ]);
        expect(Object.fromEntries(files)).toEqual(Object.fromEntries(expected));
      }),
    ),
    { seed: 20261122, numRuns: 30 },
  );
}, 120_000);

test('no line of a user is ever lost, what parsed parses, and a second update changes nothing', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(specChange, someEdits, (change, edits) =>
      inProject(change, async (directory, first, fresh) => {
        const all = [...first.keys()].filter((file) => !KEPT_APART.has(file));
        const hot = all.filter((file) => fresh.has(file) && fresh.get(file) !== first.get(file));
        const edited = await edit(directory, { all, hot }, edits);
        const place = placesAfter(change, fresh);
        const { words, touched, gone } = moved(edited, place);
        const sound = new Set<string>();
        for (const file of edited.words.keys()) {
          if (!(await syntaxProblem(file, await contentOf(directory, file))))
            sound.add(place(file));
        }

        const run = await runUpdate(directory, change[1]);
        for (const [file, own] of words) {
          const text = await contentOf(directory, file);
          for (const word of own) expect(text, file).toContain(word);
        }
        const found = await snapshot(directory);
        for (const file of gone) expect(Object.keys(found)).not.toContain(file);
        for (const { path: file, action } of run.files) {
          if (touched.has(file)) seen.add(action);
          if (action === 'conflict' || !sound.has(file)) continue;
          expect(await syntaxProblem(file, await contentOf(directory, file)), file).toBeUndefined();
        }
        // The tests of a module that its owner wrote are theirs, too.
        const places = ownCode(resolveSpec(change[1])).filter(({ module }) => touched.has(module));
        const ownTests = new Set(places.map(({ test }) => test));
        for (const [file, text] of fresh) {
          if (touched.has(file) || ownTests.has(file) || KEPT_APART.has(file)) continue;
          expect(await contentOf(directory, file), file).toBe(text);
        }
        expect(run.code).toBe(run.files.some(({ action }) => action === 'conflict') ? 4 : 0);

        const again = await runUpdate(directory);
        expect(again.code).toBe(run.code);
        expect(await snapshot(directory)).toEqual(found);
      }),
    ),
    { seed: 20261122, numRuns: 60 },
  );
  expect([...seen]).toEqual(expect.arrayContaining(['keep', 'merge', 'conflict', 'update']));
}, 240_000);
