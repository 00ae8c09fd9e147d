import { expect, it } from 'vitest';
import { durationOf, inWords, seconds } from '../../../src/monitoring/alerts/definition.ts';

it.each([
  [90, '1m30s', '1 minute 30 seconds'],
  [900, '15m', '15 minutes'],
  [86_400, '1d', '1 day'],
  [95_040, '26h24m', '26 hours 24 minutes'],
  [280_800, '3d6h', '3 days 6 hours'],
  [5_378_400, '62d6h', '62 days 6 hours'],
])('%d seconds are %s, in words %s', (total, duration, words) => {
  expect(durationOf(total)).toBe(duration);
  expect(inWords(duration)).toBe(words);
  expect(seconds(duration)).toBe(total);
});
