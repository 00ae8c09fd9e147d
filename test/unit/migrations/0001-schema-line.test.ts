import { expect, test } from 'vitest';
import { migration } from '../../../src/migrations/0001-schema-line.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import { specText } from '../../../src/spec/spec-text.ts';

const text = specText(resolveSpec({ version: 1, name: 'shop' }));

test('an exporter.yaml without a schema gets the line that a new one has', () => {
  const [, ...rest] = text.split('\n');
  expect(migration.migrateSpec(rest.join('\n'))).toBe(text);
});

test('one that names a schema, ours or another, stays as it is', () => {
  expect(migration.migrateSpec(text)).toBe(text);
  const own = '# mine\n#yaml-language-server: $schema=./mine.json\nversion: 1\n';
  expect(migration.migrateSpec(own)).toBe(own);
});
