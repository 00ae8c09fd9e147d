import { expect, it } from 'vitest';
import { humanize, humanizeDuration } from '../../../src/monitoring/alerts/humanize.ts';

// What Prometheus 2.42 and 3 give for the same numbers; the tests of generated rules compare them on promtool.
it.each([
  [0, '0'],
  [1, '1'],
  [12345, '12.35k'],
  [-2_000_000, '-2M'],
  [0.25, '250m'],
  [0.00012, '120u'],
])('humanize %d', (value, text) => {
  expect(humanize(value)).toBe(text);
});

it.each([
  [0, '0s'],
  [0.25, '250ms'],
  [2.5, '2.5s'],
  [5_400, '1h 30m 0s'],
  [281_000, '3d 6h 3m 20s'],
])('humanizeDuration %d', (seconds, text) => {
  expect(humanizeDuration(seconds)).toBe(text);
});
