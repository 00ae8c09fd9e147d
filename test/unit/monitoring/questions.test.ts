import { expect, it } from 'vitest';
import { questions } from '../../../src/monitoring/questions.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import type { SpecInput } from '../../../src/spec/schema.ts';

/** PromQL of the questions about what a sidecar reads; those about itself and its alerts come last. */
function asked(input: Partial<SpecInput>): string[] {
  const spec = resolveSpec({ version: 1, name: 'shop', pattern: 'sidecar', ...input });
  return questions(spec)
    .slice(0, -5)
    .map(({ promql }) => promql);
}

it('a sidecar that probes answers which API is down, how available each is and how fast', () => {
  expect(asked({ collectors: ['http-probe'] })).toEqual([
    'shop_external_api_available == 0',
    'avg_over_time(shop_external_api_available[1d])',
    'avg_over_time(shop_external_api_response_time_seconds[1h])',
    'topk(1, shop_external_api_response_time_seconds)',
  ]);
});

it('a sidecar of MongoDB answers how many connections are left and what the server does', () => {
  expect(asked({ collectors: ['mongodb'] })).toEqual([
    'shop_mongodb_connections{state="available"}',
    'sum by (instance) (shop_mongodb_connections{state="current"})\n/\nsum by (instance) (shop_mongodb_connections{state=~"current|available"})',
    'sum by (operation) (rate(shop_mongodb_operations_total[5m]))',
    'topk(5, shop_mongodb_database_size_bytes)',
  ]);
});

it('a sidecar with metrics of its own answers how often they could be read and what they did', () => {
  const help = 'X.';
  const metrics: SpecInput['metrics'] = [
    { name: 'shop_at_timestamp_seconds', type: 'gauge', help, sql: 'SELECT 1 AS value' },
    { name: 'shop_carts', type: 'gauge', help, sql: 'SELECT 1 AS value' },
    { name: 'shop_lines_total', type: 'counter', help, labels: { level: [] }, log: { match: 'x' } },
  ];
  expect(asked({ metrics })).toEqual([
    'avg_over_time(shop_scrape_collector_success{collector="sql"}[1d])',
    'max_over_time(shop_carts[1d])',
    'avg_over_time(shop_scrape_collector_success{collector="log"}[1d])',
    'sum by (level) (increase(shop_lines_total[1d]))',
  ]);
});

it('a sidecar answers how many series each scrape leaves out, however often is scraped', () => {
  const spec = resolveSpec({ version: 1, name: 'shop', pattern: 'sidecar', collectors: ['log'] });
  const asked = questions(spec).map(({ promql }) => promql as string);
  expect(asked).toContain(
    'increase(shop_series_dropped_total[15m]) / count_over_time(shop_scrape_collector_success[15m]) > 0',
  );
});
