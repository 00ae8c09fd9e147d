import { expect, test } from 'vitest';
import { didYouMean, nearest } from '../../../src/spec/nearest.ts';

const TYPES = ['counter', 'gauge', 'histogram', 'summary'];

test.each([
  ['conter', 'counter'],
  ['COUNTER', 'counter'],
  ['guage', 'gauge'],
  ['histgram', 'histogram'],
  ['sumary', 'summary'],
  ['timer', undefined],
  ['', undefined],
  ['x'.repeat(10_000), undefined],
])('%j → %s', (value, expected) => {
  expect(nearest(value, TYPES)).toBe(expected);
});

test('nothing to choose from', () => {
  expect(nearest('a', [])).toBeUndefined();
  expect(didYouMean('a', [])).toBe('');
});

test('a sentence to put behind another', () => {
  expect(didYouMean('guage', TYPES)).toBe(' Did you mean "gauge"?');
});
