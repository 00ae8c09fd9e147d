import { describe, expect, test } from 'vitest';
import { lintSpec } from '../../../src/conventions/index.ts';
import { problemsOf } from '../../../src/spec/problems.ts';
import { resolveMetric, resolveSpec } from '../../../src/spec/resolve.ts';
import { sampleMetrics } from '../../../src/spec/sample-metrics.ts';
import { METRIC_TYPES, type MetricType, type Target } from '../../../src/spec/schema.ts';

test('every default of the smallest spec', () => {
  expect(resolveSpec({ version: 1, name: 'web-shop-exporter' })).toEqual({
    version: 1,
    name: 'web-shop-exporter',
    description: 'Metrics of web-shop.',
    runtime: 'node',
    pattern: 'application',
    namespace: 'web_shop',
    port: 3000,
    client: '@prometheus-io/client',
    collectors: [],
    http: {
      requests: 'web_shop_http_requests_total',
      duration: 'web_shop_http_request_duration_seconds',
      in_progress: 'web_shop_http_requests_in_progress',
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    },
    metrics: [],
    targets: ['docker'],
    allow: {},
  });
});

test.each([
  ['my-exporter', 'Metrics of my-exporter.'],
  ['the-metrics', 'Metrics of the-metrics.'],
  ['shop-api', 'Metrics of shop-api.'],
  ['test-exporter', 'Metrics of test-exporter.'],
  ['mysql-exporter', 'Metrics of mysql.'],
])('%s: what is left without "-exporter" is named as it is if it says something', (name, text) => {
  expect(resolveSpec({ version: 1, name }).description).toBe(text);
  // The namespace is the prefix of the metrics, no name of what they are of.
  expect(resolveSpec({ version: 1, name, namespace: 'shop' }).description).toBe(text);
});

test('a Python project has no client, and no targets stay no targets', () => {
  const spec = resolveSpec({ version: 1, name: 'a', runtime: 'python', targets: [] });
  expect(spec).not.toHaveProperty('client');
  expect(spec.targets).toEqual([]);
});

test('what runs in containers brings the image, once', () => {
  const targets = (...names: Target[]) =>
    resolveSpec({ version: 1, name: 'a', targets: names }).targets;
  expect(targets('compose')).toEqual(['docker', 'compose']);
  expect(targets('kubernetes', 'docker')).toEqual(['docker', 'kubernetes']);
  expect(targets('systemd')).toEqual(['systemd']);
});

test('Kubernetes has the names that most clusters use, unless told otherwise', () => {
  const kubernetes = { release: 'prometheus' };
  expect(
    resolveSpec({ version: 1, name: 'a', targets: ['kubernetes'], kubernetes }).kubernetes,
  ).toEqual({ namespace: 'monitoring', release: 'prometheus' });
  expect(resolveSpec({ version: 1, name: 'a' })).not.toHaveProperty('kubernetes');
});

test('a metric with a query brings its collector, once', () => {
  const metric = { name: 'a', type: 'gauge' as const, help: 'x', sql: 'SELECT 1 AS value' };
  const spec = resolveSpec({
    version: 1,
    name: 'a',
    collectors: ['sql'],
    metrics: [metric, metric],
  });
  expect(spec.collectors).toEqual(['sql']);
  expect(resolveSpec({ version: 1, name: 'a', metrics: [metric] }).collectors).toEqual(['sql']);
});

describe('buckets', () => {
  test.each([
    ['a_seconds', 'histogram', [0.005, 10]],
    ['a_bytes', 'histogram', [100, 10_000_000]],
    ['a_ratio', 'histogram', [0.1, 1]],
    ['a_items', 'histogram', [1, 1000]],
  ] as [string, MetricType, [number, number]][])('of %s begin and end well', (name, type, ends) => {
    const { buckets } = resolveMetric({ name, type, help: 'x' });
    expect([buckets[0], buckets.at(-1)]).toEqual(ends);
  });

  test.each(['counter', 'gauge', 'summary'] as const)('a %s has none', (type) => {
    expect(resolveMetric({ name: 'a_seconds', type, help: 'x' }).buckets).toEqual([]);
  });
});

test('the sample metrics of any namespace are valid and break no convention', () => {
  const metrics = sampleMetrics(METRIC_TYPES, 'web_shop');
  const input = { version: 1 as const, name: 'web-shop', metrics };
  expect(problemsOf(input)).toEqual([]);
  expect(lintSpec(resolveSpec(input))).toEqual([]);
});

test('resolving shares no list with its input', () => {
  const input = { version: 1 as const, name: 'a', targets: ['docker' as const] };
  resolveSpec(input).targets.pop();
  expect(input.targets).toEqual(['docker']);
});

test('an alert needs no more than its bound', () => {
  const metric = { name: 'a', type: 'gauge', help: 'A.' } as const;
  expect(resolveMetric({ ...metric, alert: { above: 1 } }).alert).toEqual({
    above: 1,
    for: '5m',
    severity: 'warning',
  });
  const input = { version: 1, name: 'shop', metrics: [{ ...metric, alert: { above: 1 } }] };
  expect(problemsOf(input)).toEqual([]);
});

test.each([
  ['30s', 0],
  ['1h30m', 0],
  ['2d12h', 0],
  ['', 1],
  ['30m1h', 1],
  ['1.5h', 1],
  ['h', 1],
])('%j as the time an alert waits has %i problems', (held, count) => {
  const alert = { above: 1, for: held };
  const metrics = [{ name: 'a', type: 'gauge', help: 'A.', alert }];
  expect(problemsOf({ version: 1, name: 'shop', metrics })).toHaveLength(count);
});
