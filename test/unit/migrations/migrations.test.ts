import { expect, test } from 'vitest';
import { MIGRATIONS, type Migration, migrate, movesSince } from '../../../src/migrations/index.ts';
import { compareVersions, isVersion } from '../../../src/project/version.ts';

const append = (number: number, version: string): Migration => ({
  number,
  version,
  title: `append ${number}`,
  migrateSpec: (text) => (text.includes(`${number}`) ? text : `${text}${number}`),
});

test('numbers and versions ascend, each with a sentence', () => {
  for (const [index, { number, version, title }] of MIGRATIONS.entries()) {
    expect(number).toBe(index + 1);
    expect(isVersion(version)).toBe(true);
    expect(title).not.toMatch(/\.$|\n/);
    const former = MIGRATIONS[index - 1];
    if (former) expect(compareVersions(former.version, version)).toBeLessThanOrEqual(0);
  }
});

test.each([
  ['0.9.0', 'x123', ['append 1', 'append 2', 'append 3']],
  ['1.0.0-beta.1', 'x123', ['append 1', 'append 2', 'append 3']],
  ['1.0.0', 'x23', ['append 2', 'append 3']],
  ['1.5.0', 'x3', ['append 3']],
  ['2.0.0', 'x', []],
])('a project of %s gets those of later versions, in order', (from, text, done) => {
  const migrations = [append(1, '1.0.0'), append(2, '1.1.0'), append(3, '2.0.0')];
  expect(migrate('x', from, migrations)).toEqual({ text, done });
});

test('one that changes nothing is not told', () => {
  expect(migrate('1', '0.1.0', [append(1, '1.0.0')])).toEqual({ text: '1', done: [] });
});

test('a file that moved twice has one former path', () => {
  const move = (number: number, version: string, from: string, to: string): Migration => ({
    number,
    version,
    title: 'moves a file',
    moves: [[from, to]],
  });
  const moves = [move(1, '0.2.0', 'a.js', 'b.js'), move(2, '0.3.0', 'b.js', 'c.js')];
  expect([...movesSince('0.1.0', moves)]).toEqual([['c.js', 'a.js']]);
  expect([...movesSince('0.2.0', moves)]).toEqual([['c.js', 'b.js']]);
  expect([...movesSince('0.3.0', moves)]).toEqual([]);
});
