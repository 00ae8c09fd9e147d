import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { renewReadme } from '../../scripts/readme/tables.ts';

const text = readFileSync('README.md', 'utf8');

it('README.md shows the flags, keys, rules and exit codes there are (renew: npm run readme)', () => {
  expect(renewReadme(text)).toBe(text);
});

it('README.md links to files that exist', () => {
  const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, link]) => link!);
  expect(links.length).toBeGreaterThan(0);
  for (const link of links) expect(() => readFileSync(link), link).not.toThrow();
});
