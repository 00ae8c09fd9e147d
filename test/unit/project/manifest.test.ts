import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { blobId, MANIFEST_FILE, withManifest } from '../../../src/project/manifest.ts';
import type { Plan } from '../../../src/project/plan.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import { cleanUpLater } from '../../support/cleanup.ts';

test.each(['', 'x', 'line\n', 'ä🚀\r\n'])('the id of %j is the one git gives it', (content) => {
  const id = execFileSync('git', ['hash-object', '--stdin', '--no-filters'], {
    input: content,
    encoding: 'utf8',
  });
  expect(blobId(content)).toBe(id.trim());
});

const spec = resolveSpec({ version: 1, name: 'shop' });

/** A plan of an empty directory for two files, of which one is kept. */
function planned(directory: string): Plan {
  const file = { content: 'x' };
  return {
    directory,
    exists: true,
    files: [
      { ...file, path: 'a/b', action: 'create' },
      { ...file, path: 'mine', action: 'skip' },
    ],
  };
}

test('holds the version, the spec and every file that is ours', async () => {
  const directory = temporaryDirectory();
  const { files } = withManifest(planned(directory), '1.2.3', spec, 'fail');
  const manifest = files.at(-1)!;
  expect(manifest).toMatchObject({ path: MANIFEST_FILE, action: 'create' });
  expect(manifest.content.endsWith('}\n')).toBe(true);
  expect(JSON.parse(manifest.content)).toEqual({
    version: '1.2.3',
    spec,
    files: { 'a/b': blobId('x') },
  });
});

test.each([
  ['skip', 'overwrite'],
  ['overwrite', 'overwrite'],
  ['fail', 'conflict'],
] as const)('one that stands there is, under the policy %s: %s', async (policy, action) => {
  const directory = temporaryDirectory();
  writeFileSync(path.join(directory, MANIFEST_FILE), '{}');
  const { files } = withManifest(planned(directory), '1.2.3', spec, policy);
  expect(files.at(-1)).toMatchObject({ path: MANIFEST_FILE, action });
});

function temporaryDirectory(): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'create-exporter-manifest-'));
  cleanUpLater(() => rmSync(directory, { recursive: true }));
  return directory;
}
