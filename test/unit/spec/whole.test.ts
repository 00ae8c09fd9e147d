import { describe, expect, it } from 'vitest';
import { partProblems, problemsOf } from '../../../src/spec/problems.ts';
import type { MetricInput, SpecInput } from '../../../src/spec/schema.ts';

const GAUGE: MetricInput = { name: 'shop_orders', type: 'gauge', help: 'Orders.' };

const found = (fields: Partial<SpecInput>) =>
  problemsOf({ version: 1, name: 'shop', ...fields }).map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  );

describe('settings of a collector that is not used', () => {
  it('are refused, with what would use it', () => {
    expect(found({ sql: { engine: 'mysql' }, collectors: ['log'] })).toEqual([
      'sql: This belongs to the collector "sql", which is not used: name it under "collectors" (--collector sql), or give a metric the key "sql".',
    ]);
    expect(found({ mongodb: { max_series: 5 } })).toEqual([
      'mongodb: This belongs to the collector "mongodb", which is not used: name it under "collectors" (--collector mongodb).',
    ]);
  });

  it('are refused in a batch job', () => {
    expect(found({ pattern: 'batch', custom: {} })).toEqual([
      expect.stringMatching(/^custom: .* a batch job has no collectors\. Leave it out\.$/),
    ]);
  });

  it.each<[string, Partial<SpecInput>]>([
    ['named', { collectors: ['sql'], sql: {} }],
    ['used by a metric', { sql: {}, metrics: [{ ...GAUGE, sql: 'SELECT 1 AS value' }] }],
    ['what a sidecar falls back to', { pattern: 'sidecar', custom: {}, metrics: [GAUGE] }],
  ])('are fine where it is %s', (_, fields) => expect(found(fields)).toEqual([]));

  it('are not told of again where they are wrong already', () => {
    const fields = { sql: { engine: 'oracle' } } as unknown as Partial<SpecInput>;
    expect(found(fields)).toEqual([expect.stringMatching(/^sql\.engine: /)]);
  });
});

describe('a metric of a sidecar that does not say how it is read', () => {
  it.each<[string, Partial<SpecInput>, RegExp]>([
    [
      'with other collectors',
      { collectors: ['mongodb', 'sql', 'log'], metrics: [GAUGE] },
      /^metrics\.0: No collector is told to read shop_orders: give it the key "sql" or "json-api", or add the collector "custom"/,
    ],
    [
      'with collectors that read no metrics of the spec',
      { collectors: ['mongodb'], metrics: [GAUGE] },
      /^metrics\.0: No collector is told to read shop_orders: give it the key "sql" or "json-api", or add the collector "custom"/,
    ],
    [
      'a histogram',
      { collectors: ['custom'], metrics: [{ ...GAUGE, type: 'histogram' }] },
      /^metrics\.0: .* shop_orders, a histogram, is read: give it the key "log"\.$/,
    ],
    [
      'a summary',
      { metrics: [{ ...GAUGE, type: 'summary' }] },
      /^metrics\.0: .* a summary, is read: make it a gauge or a counter\.$/,
    ],
  ])('is refused %s', (_, fields, message) => {
    expect(found({ pattern: 'sidecar', ...fields })).toEqual([expect.stringMatching(message)]);
  });

  it.each<[string, Partial<SpecInput>]>([
    ['alone', { metrics: [GAUGE] }],
    ['with custom', { collectors: ['sql', 'custom'], metrics: [GAUGE] }],
  ])('is read by your own code %s', (_, fields) => {
    expect(found({ pattern: 'sidecar', ...fields })).toEqual([]);
  });
});

it('nothing is missed in a part to which more will come', () => {
  const part = { version: 1, name: 'shop', pattern: 'sidecar', sql: { engine: 'mysql' } };
  expect(partProblems(part)).toEqual([]);
  expect(problemsOf(part)).not.toEqual([]);
});
