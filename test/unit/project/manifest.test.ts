import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { blobId, manifestFor } from '../../../src/project/manifest.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';

test.each(['', 'x', 'line\n', 'ä🚀\r\n'])('the id of %j is the one git gives it', (content) => {
  const id = execFileSync('git', ['hash-object', '--stdin', '--no-filters'], {
    input: content,
    encoding: 'utf8',
  });
  expect(blobId(content)).toBe(id.trim());
});

test('holds the version, the spec and every file', () => {
  const spec = resolveSpec({ version: 1, name: 'shop' });
  const text = manifestFor('1.2.3', spec, new Map([['a/b', 'x']]));
  expect(text.endsWith('}\n')).toBe(true);
  expect(JSON.parse(text)).toEqual({ version: '1.2.3', spec, files: { 'a/b': blobId('x') } });
});
