import { describe, expect, it } from 'vitest';
import type { Context, Family, Rule } from '../../../src/conventions/index.ts';
import { claimIndex } from '../../../src/conventions/index.ts';
import { nameInvalid } from '../../../src/conventions/rules/name-invalid.ts';
import { prefixMissing } from '../../../src/conventions/rules/prefix-missing.ts';
import { prefixReserved } from '../../../src/conventions/rules/prefix-reserved.ts';
import { unitMissing } from '../../../src/conventions/rules/unit-missing.ts';
import { CONTEXT, metric } from './metric.ts';

/** Rule, input, suggestions (null: a finding without one). */
const CASES: [Rule, Partial<Family>, (string | null)[]][] = [
  [nameInvalid, { name: '_Shop9' }, []],
  [nameInvalid, { name: '' }, ['shop_events_total']],
  [nameInvalid, { name: '9_orders' }, ['shop_9_orders_total']],
  [nameInvalid, { name: 'shop-orders' }, ['shop_orders_total']],
  [nameInvalid, { name: 'shop_größe' }, ['shop_grosse_total']],
  [nameInvalid, { name: '__orders' }, ['shop_orders_total']],
  // Reported by reserved-chars.
  [nameInvalid, { name: 'shop:orders' }, []],
  [nameInvalid, { labels: { 'payment-type': [] } }, ['payment_type']],
  [nameInvalid, { labels: { '9': [] } }, [null]],
  [nameInvalid, { labels: { 'a:b': [] } }, ['a_b']],
  [nameInvalid, { labels: { __name__: [] } }, ['name']],
  [nameInvalid, { type: 'histogram', labels: { le: [] } }, [null]],
  [nameInvalid, { type: 'summary', labels: { quantile: [] } }, [null]],

  [prefixMissing, { name: 'shop_orders_total' }, []],
  [prefixMissing, { name: 'orders_total' }, ['shop_orders_total']],
  [prefixMissing, { name: 'shopping_total' }, ['shop_shopping_total']],

  [prefixReserved, { name: 'process_orders_total' }, ['shop_process_orders_total']],
  [prefixReserved, { name: 'scrape_x', type: 'gauge' }, ['shop_scrape_x']],
  [prefixReserved, { name: 'up', type: 'gauge' }, ['shop_up']],
  [prefixReserved, { name: 'uploads_total' }, []],
  [prefixReserved, { name: 'shop_scrape_duration_seconds' }, []],

  [
    unitMissing,
    { name: 'shop_checkout_duration', type: 'histogram' },
    ['shop_checkout_duration_seconds'],
  ],
  [unitMissing, { name: 'shop_cpu_time_total' }, ['shop_cpu_time_seconds_total']],
  [unitMissing, { name: 'shop_body_size', type: 'gauge' }, ['shop_body_size_bytes']],
  [unitMissing, { name: 'shop_temperature', type: 'gauge' }, ['shop_temperature_celsius']],
  [unitMissing, { name: 'shop_temperature_kelvin', type: 'gauge' }, []],
  [unitMissing, { name: 'shop_queue_size', type: 'gauge' }, []],
  [unitMissing, { name: 'shop_size_changes_total' }, []],
  // A count of samples, and not a sum of times.
  [unitMissing, { name: 'shop_duplicate_timestamp_total' }, []],
  [unitMissing, { name: 'shop_last_timestamp', type: 'gauge' }, ['shop_last_timestamp_seconds']],
  // Reported by unit-abbreviations and metric-units.
  [unitMissing, { name: 'shop_ms_duration' }, []],
  [unitMissing, { name: 'shop_minutes_duration' }, []],
];

describe.each(CASES)('$id', (rule, given, suggestions) => {
  it(`${JSON.stringify(given)} → ${JSON.stringify(suggestions)}`, () => {
    const findings = rule.check(metric(given), CONTEXT);
    expect(findings.map(({ suggestion }) => suggestion ?? null)).toEqual(suggestions);
    expect(new Set(findings.map(({ level }) => level)).size).toBeLessThanOrEqual(1);
    for (const { rule: id, level } of findings) expect([id, level]).toEqual([rule.id, rule.level]);
  });
});

describe('prefix-missing', () => {
  it('has nothing to say without a namespace', () => {
    expect(prefixMissing.check(metric({ name: 'orders' }), { namespace: '' })).toEqual([]);
  });
});

describe('prefix-reserved', () => {
  it('has no suggestion where the namespace itself is reserved', () => {
    const [finding] = prefixReserved.check(metric({ name: 'process_orders_total' }), {
      namespace: 'process',
    });
    expect(finding).not.toHaveProperty('suggestion');
  });
});

describe('name-invalid: names that are taken', () => {
  const FAMILY =
    'in OpenMetrics a counter\'s family is called without "_total", and both take the name';
  const taken: [string, Family['type'], string, Family['type'], string | undefined][] = [
    ['shop_a', 'gauge', 'shop_b', 'gauge', undefined],
    ['shop_a_total', 'counter', 'shop_a_total', 'counter', 'Another metric has the same name.'],
    ['shop_a', 'gauge', 'shop_a', 'counter', 'Another metric has the same name.'],
    ['shop_a_total', 'counter', 'shop_a', 'gauge', `"shop_a_total": ${FAMILY} "shop_a"`],
    ['shop_a', 'gauge', 'shop_a_total', 'counter', `"shop_a": ${FAMILY} "shop_a"`],
    ['shop_a', 'histogram', 'shop_a_sum_total', 'counter', `"shop_a": ${FAMILY} "shop_a_sum"`],
    ['shop_a', 'histogram', 'shop_a_count', 'gauge', 'take the name "shop_a_count"'],
    ['shop_a_bucket', 'gauge', 'shop_a', 'histogram', 'take the name "shop_a_bucket"'],
    ['shop_a_bucket', 'gauge', 'shop_a', 'summary', undefined],
    ['shop_a', 'summary', 'shop_a_sum', 'gauge', 'take the name "shop_a_sum"'],
    ['shop_a_total', 'counter', 'shop_a_created', 'gauge', 'take the name "shop_a_created"'],
  ];
  it.each(taken)('%s (%s), then %s (%s)', (first, firstType, name, type, message) => {
    const claimed = claimIndex([{ name: first, type: firstType }]);
    const context: Context = { ...CONTEXT, claimed };
    const messages = nameInvalid.check(metric({ name, type }), context).map((f) => f.message);
    expect(messages).toEqual(message === undefined ? [] : [expect.stringContaining(message)]);
  });
});
