import { expect, test } from 'vitest';
import { problemsOf } from '../../../src/spec/problems.ts';
import { collectorSettings } from '../../../src/spec/schema-collectors.ts';

/** How the program of a generated project reads its options. */
interface Readers {
  parseCount(text: string): number;
  parseSeconds(text: string): number;
}

const PROGRAM: string = '../../golden/sidecar-node/src/config-values.js';
const { parseCount, parseSeconds } = (await import(PROGRAM)) as Readers;

const counts = Object.entries(collectorSettings).flatMap(([collector, { properties }]) =>
  Object.entries(properties).flatMap(([name, field]) =>
    field.type === 'integer' ? [{ setting: `${collector}.${name}`, most: field.maximum }] : [],
  ),
);

test.each(counts)('the program takes the most that $setting may be', ({ most }) => {
  expect(parseCount(String(most))).toBe(most);
});

test('what the program does not take is refused before there is one', () => {
  const { maximum } = collectorSettings.log.properties.max_bytes_per_scrape;
  expect(() => parseCount(String(maximum + 1))).toThrow(`from 0 to ${maximum}`);
});

test.each([
  0,
  0.001,
  2.5,
  collectorSettings.log.properties.min_interval.maximum,
  0.0001,
  0.12345,
  1e-7,
])('of a time of %s s the program and the format think the same', (seconds) => {
  const log = { min_interval: seconds };
  const spec = { version: 1, name: 'shop', pattern: 'sidecar', collectors: ['log'], log };
  const takes = () => parseSeconds(String(seconds));
  if (problemsOf(spec).length > 0) expect(takes).toThrow();
  else expect(takes()).toBe(seconds);
});
