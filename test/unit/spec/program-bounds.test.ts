import { expect, test } from 'vitest';
import { collectorSettings } from '../../../src/spec/schema-collectors.ts';

/** How the program of a generated project reads its options. */
interface Readers {
  parseCount(text: string): number;
}

const PROGRAM: string = '../../golden/sidecar-node/src/config-values.js';
const { parseCount } = (await import(PROGRAM)) as Readers;

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
