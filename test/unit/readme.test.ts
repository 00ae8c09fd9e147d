import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { DOCUMENTS, renewDocuments } from '../../scripts/readme/tables.ts';

const texts = new Map(DOCUMENTS.map((file) => [file, readFileSync(file, 'utf8')]));

it.each(DOCUMENTS)(
  '%s shows the flags, keys, rules and exit codes there are (renew: npm run readme)',
  (file) => expect(renewDocuments(texts).get(file)).toBe(texts.get(file)),
);

it.each(DOCUMENTS)('%s links to files that exist', (file) => {
  const links = [...texts.get(file)!.matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)].map(
    ([, link]) => link!,
  );
  expect(links.length).toBeGreaterThan(0);
  for (const link of links)
    expect(existsSync(path.join(path.dirname(file), link)), link).toBe(true);
});

it('every part comes from one place', () => {
  expect(() => renewDocuments(new Map([['README.md', '']]))).toThrow('one document must have');
});
