import { expect, it } from 'vitest';
import {
  fourDigits,
  humanize,
  humanize1024,
  humanizeDuration,
  humanizePercentage,
} from '../../../src/monitoring/alerts/humanize.ts';

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

it.each([
  [0, '0'],
  [1023, '1023'],
  [1536, '1.5ki'],
  [-3 * 1024 ** 3, '-3Gi'],
])('humanize1024 %d', (value, text) => {
  expect(humanize1024(value)).toBe(text);
});

it.each([
  [0.05, '5%'],
  [0.98765, '98.77%'],
  [0.0000001, '1e-05%'],
])('humanizePercentage %d', (value, text) => {
  expect(humanizePercentage(value)).toBe(text);
});

it.each([
  [0.25, '0.25'],
  [100.25, '100.2'],
  [-100.75, '-100.8'],
  [9_999.4, '9999'],
  [9_999.6, '1e+04'],
  [123_450, '1.234e+05'],
  [-0.00001, '-1e-05'],
])('printf "%%.4g" %d', (value, text) => {
  expect(fourDigits(value)).toBe(text);
});
