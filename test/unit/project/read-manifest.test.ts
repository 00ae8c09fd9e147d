import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { MANIFEST_FILE } from '../../../src/project/manifest.ts';
import { readManifest } from '../../../src/project/read-manifest.ts';
import { link } from '../../support/posix.ts';
import { caught } from './caught.ts';
import { scratch } from './scratch.ts';

const here = scratch();
const ID = 'a'.repeat(40);
const put = (content: unknown) =>
  writeFile(
    path.join(here(), MANIFEST_FILE),
    typeof content === 'string' ? content : JSON.stringify(content),
  );
const manifest = (changes: object) => ({ version: '0.1.0', spec: {}, files: {}, ...changes });

test('gives what is in it', async () => {
  await put(manifest({ files: { 'src/a.js': ID }, spec: { name: 'x' } }));
  expect(readManifest(here(), '0.1.0')).toMatchObject({
    version: '0.1.0',
    spec: { name: 'x' },
    files: new Map([['src/a.js', ID]]),
  });
});

describe('is refused with exit 2', () => {
  test.each([
    ['no JSON', '{', 'It is not JSON'],
    ['no object', '[]', 'It is not an object'],
    ['no version', manifest({ version: 1 }), '"version" is not'],
    ['no spec', manifest({ spec: null }), '"spec" is not an object'],
    ['no files', manifest({ files: ['a'] }), '"files" is not an object'],
    ['no texts', manifest({ texts: { a: 1 } }), '"texts" is not an object of texts'],
    ['a path out of the project', manifest({ files: { '../a': ID } }), 'leads out of the project'],
    ['a path through a folder', manifest({ files: { 'a/../../b': ID } }), 'leads out'],
    ['an absolute path', manifest({ files: { '/etc/passwd': ID } }), 'not relative'],
    ['a Windows path', manifest({ files: { 'C:\\x': ID } }), 'not relative'],
    ["git's own files", manifest({ files: { '.git/config': ID } }), 'belongs to git'],
    ['itself', manifest({ files: { [MANIFEST_FILE]: ID } }), 'the manifest itself'],
    ['no id', manifest({ files: { a: '--help' } }), 'no blob id for "a"'],
    ['no text', manifest({ files: { a: 1 } }), 'no blob id for "a"'],
    ['two names of one file', manifest({ files: { a: ID, A: ID } }), 'differ by case alone'],
  ])('%s', async (_, content, message) => {
    await put(content);
    expect(caught(() => readManifest(here(), '0.1.0'))).toMatchObject({
      code: 2,
      details: expect.arrayContaining([expect.stringContaining(message)]),
    });
  });

  test('a newer version', async () => {
    await put(manifest({ version: '0.2.0' }));
    expect(caught(() => readManifest(here(), '0.1.0'))).toMatchObject({
      code: 2,
      title: expect.stringContaining('0.2.0, which is newer'),
    });
  });

  test.each([
    ['none', async () => {}, 'is no project of create-exporter'],
    ['a link', () => link('/etc/passwd', path.join(here(), MANIFEST_FILE)), 'cannot be used'],
    ['a directory', () => mkdir(path.join(here(), MANIFEST_FILE)), 'cannot be used'],
  ])('%s', async (_, make, title) => {
    await make();
    expect(caught(() => readManifest(here(), '0.1.0'))).toMatchObject({
      code: 2,
      title: expect.stringContaining(title),
    });
  });

  test('none beside an exporter.yaml: the project lies elsewhere, or version control has it', async () => {
    await writeFile(path.join(here(), 'exporter.yaml'), 'version: 1\n');
    await mkdir(path.join(here(), 'src'));
    const deleted = expect.stringMatching(
      /^If this is its directory, the file was deleted\..* git checkout -- /,
    );
    expect(caught(() => readManifest(here(), '0.1.0'))).toMatchObject({
      details: ['If the project lies elsewhere, name its directory.', deleted],
    });
    await mkdir(path.join(here(), 'shop-exporter'));
    await writeFile(path.join(here(), 'shop-exporter', MANIFEST_FILE), '{}');
    expect(caught(() => readManifest(here(), '0.1.0'))).toMatchObject({
      code: 2,
      title: expect.stringContaining('has no .create-exporter.json'),
      details: ['There is a project in shop-exporter: go there, or name that directory.', deleted],
    });
  });
});
