import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FamilyType } from '../../../src/conventions/index.ts';
import { correctName, lintMetric } from '../../../src/conventions/index.ts';
import { METRIC_TYPES } from '../../../src/spec/schema.ts';
import { CONTEXT, metric } from './metric.ts';

describe('correctName', () => {
  it.each<[string, FamilyType, string, string]>([
    ['httpRequests', 'counter', 'http', 'http_requests_total'],
    ['httpRequests', 'counter', 'shop', 'shop_http_requests_total'],
    ['shop_latency_ms', 'histogram', 'shop', 'shop_latency_seconds'],
    ['shop_latency_ms_total', 'summary', 'shop', 'shop_latency_seconds'],
    ['orders_counter', 'counter', 'shop', 'shop_orders_total'],
    ['orders_count', 'gauge', 'shop', 'shop_orders'],
    ['word_count', 'histogram', 'shop', 'shop_word_count'],
    ['Anzahl Bestellungen', 'counter', 'shop', 'shop_anzahl_bestellungen_total'],
    ['Größe', 'gauge', 'shop', 'shop_grosse'],
    ['latency_µs', 'gauge', 'shop', 'shop_latency_seconds'],
    ['注文', 'counter', 'shop', 'shop_events_total'],
    ['', 'gauge', 'shop', 'shop_value'],
    ['', 'counter', '', 'events_total'],
    ['shop', 'gauge', 'shop', 'shop_value'],
    ['shopOrders', 'gauge', 'shop', 'shop_orders'],
    ['2xx', 'counter', '', 'metric_2xx_total'],
    ['2xx', 'counter', 'shop', 'shop_2xx_total'],
    ['shop_d_seconds', 'gauge', 'shop', 'shop_seconds'],
    ['shop_duration', 'histogram', 'shop', 'shop_duration_seconds'],
    ['my__app_orders', 'gauge', 'my__app', 'my__app_orders'],
    ['shop_seconds_minutes', 'gauge', 'shop', 'shop_seconds'],
    ['size_total', 'untyped', 'shop', 'shop_size_bytes_total'],
    ['x_total', 'untyped', '', 'x_total'],
    ['shop_orders_total', 'counter', 'shop_api', 'shop_api_orders_total'],
    ['shopOrders', 'counter', 'shop_api', 'shop_api_orders_total'],
    ['shop_total', 'counter', 'shop_api', 'shop_api_shop_total'],
    ['HTTPServerErrors', 'counter', 'shop', 'shop_http_server_errors_total'],
  ])('%j as %s in %j → %s', (name, type, namespace, expected) => {
    expect(correctName(name, type, namespace)).toBe(expected);
  });

  it.each<[string, FamilyType]>([
    ['shop_orders_total', 'counter'],
    ['shop_cpu_seconds_total', 'counter'],
    ['shop_http_request_duration_seconds', 'histogram'],
    ['shop_http_requests_in_progress', 'gauge'],
    ['shop_last_success_timestamp_seconds', 'gauge'],
    ['shop_up', 'gauge'],
  ])('leaves %s as it is', (name, type) => {
    expect(correctName(name, type, 'shop')).toBe(name);
  });

  /** Arbitrary text, and text made of what the rules look for. */
  const names = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
    fc
      .array(
        fc.constantFrom(
          ...[
            'shop',
            'orders',
            'Http',
            'ms',
            's',
            'KB',
            'milliseconds',
            'seconds',
            'bytes',
            'days',
          ],
          ...[
            'counter',
            'gauge',
            'Histogram',
            'total',
            'count',
            'sum',
            'bucket',
            'duration',
            'size',
          ],
          ...['_', ':', 'B', '9', '', 'queue', 'up', 'process'],
        ),
        { maxLength: 7 },
      )
      .chain((parts) => fc.constantFrom('_', '', '__', ' ').map((joint) => parts.join(joint))),
  );
  const types = fc.constantFrom<FamilyType>(...METRIC_TYPES, 'untyped');
  const namespaces = fc.constantFrom('shop', 'my_app', 'http', 'my__app', 'x_', 'time', '');

  it('gives names without errors, in the namespace, that need no further correction', () => {
    fc.assert(
      fc.property(names, types, namespaces, (name, type, namespace) => {
        const corrected = correctName(name, type, namespace);
        const findings = lintMetric(
          metric({ name: corrected, type, buckets: type === 'histogram' ? [0.5] : [] }),
          { ...CONTEXT, namespace },
        );
        const ignored = namespace === '' ? ['prefix-reserved', 'buckets'] : ['buckets'];
        expect(findings.filter(({ rule }) => !ignored.includes(rule))).toEqual([]);
        expect(corrected.startsWith(namespace === '' ? '' : `${namespace}_`)).toBe(true);
        expect(correctName(corrected, type, namespace)).toBe(corrected);
      }),
      { numRuns: 3000 },
    );
  });
});
