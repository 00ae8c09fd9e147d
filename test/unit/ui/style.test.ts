import { describe, expect, test } from 'vitest';
import { createStyle, wantsColor } from '../../../src/ui/style.ts';

describe('colour', () => {
  const cases: [string, boolean, Record<string, string>, boolean, boolean][] = [
    ['terminal', true, {}, true, true],
    ['pipe', false, {}, true, false],
    ['NO_COLOR', true, { NO_COLOR: '1' }, true, false],
    ['empty NO_COLOR', true, { NO_COLOR: '' }, true, true],
    ['--no-color', true, {}, false, false],
    ['--no-color over FORCE_COLOR', true, { FORCE_COLOR: '1' }, false, false],
    ['NO_COLOR over FORCE_COLOR', true, { NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
    ['FORCE_COLOR in a pipe', false, { FORCE_COLOR: '1' }, true, true],
    ['FORCE_COLOR=0 on a terminal', true, { FORCE_COLOR: '0' }, true, false],
    ['empty FORCE_COLOR', false, { FORCE_COLOR: '' }, true, false],
    ['dumb terminal', true, { TERM: 'dumb' }, true, false],
  ];
  test.each(cases)('%s', (_, isTTY, env, flag, expected) => {
    expect(wantsColor(isTTY, env, flag)).toBe(expected);
  });
});

test('marks are ANSI or nothing', () => {
  expect(createStyle(true).red('x')).toBe('\u001b[31mx\u001b[39m');
  expect(createStyle(false).red('x')).toBe('x');
});
