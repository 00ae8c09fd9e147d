import { describe, expect, it } from 'vitest';
import type { Family, Rule } from '../../../src/conventions/index.ts';
import { camelCase } from '../../../src/conventions/rules/camel-case.ts';
import { counter } from '../../../src/conventions/rules/counter.ts';
import { help } from '../../../src/conventions/rules/help.ts';
import { metricUnits } from '../../../src/conventions/rules/metric-units.ts';
import { reserved } from '../../../src/conventions/rules/reserved.ts';
import { reservedChars } from '../../../src/conventions/rules/reserved-chars.ts';
import { typeInName } from '../../../src/conventions/rules/type-in-name.ts';
import { unitAbbreviations } from '../../../src/conventions/rules/unit-abbreviations.ts';
import { CONTEXT, metric } from './metric.ts';

const CAMEL_NAME = "metric names should be written in 'snake_case' not 'camelCase'";
const CAMEL_LABEL = "label names should be written in 'snake_case' not 'camelCase'";
const ABBREVIATED = 'metric names should not contain abbreviated units';
const NO_COUNT = 'non-histogram and non-summary metrics should not have "_count" suffix';

/** What makes a family one of an exposition. */
const OBSERVED: Family['observed'] = { series: 1, metrics: 1, labelUse: new Map(), repeated: 0 };

/** Rule, input, messages, suggestion of the first. */
const CASES: [Rule, Partial<Family>, string[], string?][] = [
  [help, { help: 'Orders.' }, []],
  [help, { help: '' }, ['no help text']],
  [help, { help: ' \t' }, ['no help text']],
  [help, { help: '\u200b\u00ad ' }, ['no help text']],
  [help, { help: '\u200b\u00ad ', observed: OBSERVED }, []],
  [help, { help: '', observed: OBSERVED }, ['no help text']],

  [metricUnits, { name: 'shop_size_bytes' }, []],
  [metricUnits, { name: 'shop_length_metres' }, []],
  [metricUnits, { name: 'shop_watts' }, []],
  [metricUnits, { name: 'shop_constructor' }, []],
  [
    metricUnits,
    { name: 'shop_wait_milliseconds', type: 'gauge' },
    ['use base unit "seconds" instead of "milliseconds"'],
    'shop_wait_seconds',
  ],
  [
    metricUnits,
    { name: 'shop_sent_bits_total' },
    ['use base unit "bytes" instead of "bits"'],
    'shop_sent_bytes_total',
  ],
  [metricUnits, { name: 'shop_mebibytes' }, ['use base unit "bytes" instead of "mebibytes"']],
  [metricUnits, { name: 'shop_mibibytes' }, []],
  [metricUnits, { name: 'shop_gibibytes' }, ['use base unit "bytes" instead of "gibibytes"']],
  [metricUnits, { name: 'shop_kilokelvins' }, ['use base unit "kelvin" instead of "kilokelvins"']],
  [metricUnits, { name: 'shop_Milliseconds' }, []],
  [metricUnits, { name: 'shop_seconds_minutes' }, []],
  [metricUnits, { name: 'days_left' }, ['use base unit "seconds" instead of "days"']],

  [counter, { name: 'shop_orders_total' }, []],
  [
    counter,
    { name: 'shop_orders' },
    ['counter metrics should have "_total" suffix'],
    'shop_orders_total',
  ],
  [
    counter,
    { name: 'shop_orders_total', type: 'gauge' },
    ['non-counter metrics should not have "_total" suffix'],
    'shop_orders',
  ],
  [counter, { name: 'shop_orders_total', type: 'untyped' }, []],
  [counter, { name: 'shop_orders', type: 'untyped' }, []],

  [reserved, { name: 'shop_orders_count', type: 'gauge' }, [NO_COUNT], 'shop_orders'],
  [reserved, { name: 'shop_orders_count', type: 'summary' }, []],
  [
    reserved,
    { name: 'shop_orders_sum', type: 'counter' },
    ['non-histogram and non-summary metrics should not have "_sum" suffix'],
    'shop_orders_total',
  ],
  [
    reserved,
    { name: 'shop_orders_bucket', type: 'summary' },
    ['non-histogram metrics should not have "_bucket" suffix'],
    'shop_orders',
  ],
  [reserved, { name: 'shop_orders_bucket', type: 'histogram' }, []],
  [reserved, { name: 'shop_orders_bucket', type: 'untyped', labels: { le: [] } }, []],
  [
    reserved,
    { labels: { le: [], quantile: [] } },
    [
      'non-histogram metrics should not have "le" label',
      'non-summary metrics should not have "quantile" label',
    ],
  ],
  [reserved, { type: 'histogram', labels: { le: [] } }, []],
  [reserved, { type: 'summary', labels: { quantile: [] } }, []],

  [
    typeInName,
    { name: 'shop_orders_counter' },
    ["metric name should not include type 'counter'"],
    'shop_orders_total',
  ],
  [
    typeInName,
    { name: 'shop_Gauge_orders', type: 'histogram' },
    ["metric name should not include type 'gauge'"],
    'shop_orders',
  ],
  [typeInName, { name: 'shop_Gauge_orders', type: 'histogram', observed: OBSERVED }, []],
  [
    typeInName,
    { name: 'shop_Gauge_orders', type: 'gauge', observed: OBSERVED },
    ["metric name should not include type 'gauge'"],
    'shop_orders',
  ],
  [
    typeInName,
    { name: 'shop_gauge_histogram', type: 'gauge_histogram', observed: OBSERVED },
    ["metric name should not include type 'gauge_histogram'"],
    'shop_value',
  ],
  [typeInName, { name: 'shop_untyped', type: 'untyped', observed: OBSERVED }, []],
  [typeInName, { name: 'counter_orders' }, []],
  [typeInName, { name: 'shop_untyped' }, []],
  [typeInName, { name: 'shop_gauges' }, []],
  [
    typeInName,
    { name: 'shop_gauge_histogram', type: 'gauge' },
    [
      "metric name should not include type 'gauge'",
      "metric name should not include type 'histogram'",
      "metric name should not include type 'gauge_histogram'",
    ],
    'shop_value',
  ],

  [reservedChars, { name: 'shop_orders_total' }, []],
  [
    reservedChars,
    { name: 'shop:orders_total' },
    ["metric names should not contain ':'"],
    'shop_orders_total',
  ],

  [camelCase, { name: 'SHOP_ORDERS' }, []],
  [camelCase, { name: 'shop_httpRequests' }, [CAMEL_NAME], 'shop_http_requests_total'],
  [camelCase, { labels: { paymentType: [], shop: [] } }, [CAMEL_LABEL], 'payment_type'],

  [
    unitAbbreviations,
    { name: 'shop_latency_ms', type: 'histogram' },
    [ABBREVIATED],
    'shop_latency_seconds',
  ],
  [unitAbbreviations, { name: 'shop_D_orders' }, [ABBREVIATED]],
  [unitAbbreviations, { name: 'shop_ms_per_mb' }, [ABBREVIATED, ABBREVIATED]],
  [unitAbbreviations, { name: 's_orders_1m' }, []],
];

describe.each(CASES)('$id', (rule, given, messages, suggestion) => {
  it(`${JSON.stringify(given)} → ${messages.length} findings`, () => {
    const findings = rule.check(metric(given), CONTEXT);
    expect(findings.map(({ message }) => message)).toEqual(messages);
    for (const finding of findings) {
      expect(finding).toMatchObject({
        rule: rule.id,
        level: 'error',
        subject: metric(given).name,
      });
    }
    if (suggestion !== undefined) expect(findings[0]?.suggestion).toBe(suggestion);
  });
});
