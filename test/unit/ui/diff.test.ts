import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Action, PlannedFile } from '../../../src/project/plan.ts';
import { diffText } from '../../../src/ui/diff.ts';
import { createStyle } from '../../../src/ui/style.ts';

const file = (existing: string | undefined, content: string, action: Action): PlannedFile => ({
  path: 'a',
  action,
  content,
  ...(existing !== undefined && { existing }),
});
const diff = (planned: PlannedFile) => diffText(planned, createStyle(false));

test('all lines of a new file', () => {
  expect(diff(file(undefined, 'a\nb\n', 'create'))).toEqual(['  +a', '  +b']);
  expect(diff(file(undefined, '', 'create'))).toEqual([]);
});

test('nothing of a file that stays', () => {
  expect(diff(file('a', 'b', 'skip'))).toEqual([]);
  expect(diff(file('a', 'a', 'identical'))).toEqual([]);
});

test('changed lines with three around them, and a mark where lines are left out', () => {
  const before = Array.from({ length: 20 }, (_, index) => `l${index}`);
  const after = before.with(10, 'new');
  expect(diff(file(before.join('\n'), after.join('\n'), 'overwrite'))).toEqual(
    ['…', ' l7', ' l8', ' l9', '-l10', '+new', ' l11', ' l12', ' l13'].map((line) => `  ${line}`),
  );
});

test('a changed line end is shown', () => {
  expect(diff(file('a\r\n', 'a\n', 'overwrite'))).toHaveLength(2);
});

test('removed lines were there and added lines are there', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const shown = diff(file(before.join('\n'), after.join('\n'), 'overwrite'));
      const count = (mark: string, line: string) =>
        shown.filter((text) => text === `  ${mark}${line}`).length;
      for (const line of ['a', 'b', 'c', 'd']) {
        const added =
          after.filter((one) => one === line).length - before.filter((one) => one === line).length;
        expect(count('+', line) - count('-', line)).toBe(added);
      }
    }),
  );
});

test('long texts with nothing in common are shown whole', () => {
  const lines = (word: string) => Array.from({ length: 200_000 }, (_, index) => `${word} ${index}`);
  const [before, after] = [lines('old'), lines('new')];
  const shown = diff(file(before.join('\n'), after.join('\n'), 'overwrite'));
  expect(shown).toHaveLength(400_000);
  expect([shown[0], shown.at(-1)]).toEqual(['  -old 0', '  +new 199999']);
});
