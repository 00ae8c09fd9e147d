import { describe, expect, it } from 'vitest';
import { claimIndex, lintMetric, lintSpec, RULES } from '../../../src/conventions/index.ts';
import type { ExporterSpec, Metric } from '../../../src/spec/spec.ts';
import { CONTEXT, metric } from './metric.ts';

const ORDERS: Metric = {
  name: 'shop_orders_total',
  type: 'counter',
  help: 'Orders placed.',
  labels: { channel: ['web', 'mobile'] },
  buckets: [],
  quantiles: [],
};

const SPEC: ExporterSpec = {
  version: 1,
  name: 'shop-exporter',
  description: '',
  runtime: 'node',
  pattern: 'application',
  namespace: 'shop',
  port: 3000,
  collectors: [],
  http: {
    requests: 'shop_http_requests_total',
    duration: 'shop_http_request_duration_seconds',
    in_progress: 'shop_http_requests_in_progress',
    buckets: [0.1, 0.5, 1],
  },
  metrics: [ORDERS],
  targets: ['docker'],
  allow: {},
};

const PROBE = {
  max_series: 1000,
  min_interval: 0,
  targets: {},
  expect_status: [200],
  timeout_seconds: 5,
  concurrency: 10,
};

const found = (spec: Partial<ExporterSpec>) =>
  lintSpec({ ...SPEC, ...spec }).map(({ rule, subject }) => `${rule} ${subject}`);

describe('RULES', () => {
  it('have unique ids, a reason in one sentence and a public source', () => {
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
    for (const { id, why, source } of RULES) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(why).toMatch(/^[A-Z`].*\.$/);
      expect(source).toMatch(/^https:\/\/prometheus\.io\/docs\/[a-z/_]+\/(#[a-z-]+)?$/);
    }
  });
});

describe('lintSpec', () => {
  it('has nothing against a spec that keeps the conventions', () => {
    expect(lintSpec(SPEC)).toEqual([]);
  });

  it('checks every metric with every rule', () => {
    const metrics: Metric[] = [
      { ...ORDERS, name: 'ordersMade', help: '', labels: { user_id: [] } },
      { ...ORDERS, name: 'shop_wait_ms', type: 'histogram', buckets: [2, 1] },
    ];
    expect(found({ metrics })).toEqual([
      'help ordersMade',
      'counter ordersMade',
      'camel-case ordersMade',
      'prefix-missing ordersMade',
      'label-cardinality ordersMade',
      'unit-abbreviations shop_wait_ms',
      'buckets shop_wait_ms',
    ]);
  });

  it('checks the HTTP metrics', () => {
    const http = {
      requests: 'http_requests',
      duration: 'shop_http_duration_ms',
      in_progress: 'shop_http_by_route_total',
      buckets: [],
    };
    expect(found({ http })).toEqual([
      'counter http_requests',
      'prefix-missing http_requests',
      'unit-abbreviations shop_http_duration_ms',
      'buckets shop_http_duration_ms',
      'counter shop_http_by_route_total',
    ]);
  });

  it('refuses the names of the client library, which is another in each runtime', () => {
    const metrics: Metric[] = [
      { ...ORDERS, name: 'nodejs_heap_size_used_bytes', type: 'gauge', labels: {} },
      { ...ORDERS, name: 'python_gc_collections_total', labels: {} },
    ];
    const refused = (spec: Partial<ExporterSpec>) =>
      found({ metrics, ...spec }).filter((line) => line.startsWith('name-invalid'));
    expect(refused({})).toEqual(['name-invalid nodejs_heap_size_used_bytes']);
    expect(refused({ runtime: 'python' })).toEqual(['name-invalid python_gc_collections_total']);
    expect(refused({ pattern: 'batch' })).toEqual([]);
  });

  it('refuses what the Pushgateway would overwrite, and cannot be told to allow it', () => {
    const metrics: Metric[] = [
      { ...ORDERS, labels: { job: [] } },
      { ...ORDERS, name: 'shop_parcels_total', labels: { job: ['pack', 'send'] } },
      { ...ORDERS, name: 'push_time_seconds', type: 'gauge', labels: {} },
      { ...ORDERS, name: 'push_failure_time_seconds', type: 'gauge', labels: {} },
    ];
    const allow = { 'label-target': 'known', 'prefix-missing': 'known' };
    const refused = (spec: Partial<ExporterSpec>) => found({ metrics, allow, ...spec });
    expect(refused({ pattern: 'batch' })).toEqual(
      metrics.map(({ name }) => `name-invalid ${name}`),
    );
    expect(refused({})).toEqual([]);
    const [label, , name] = lintSpec({ ...SPEC, pattern: 'batch', metrics, allow });
    expect(label!.message).toMatch(/^The Pushgateway writes .* the label "job" .* another name/);
    expect(name!.message).toMatch(
      /^The name is taken: the Pushgateway exposes it, "Time of the last successful push"; choose another/,
    );
  });

  it('reports a clash at the later metric, HTTP metrics first', () => {
    const metrics: Metric[] = [
      { ...ORDERS, name: 'shop_http_requests', type: 'gauge' },
      ORDERS,
      { ...ORDERS },
    ];
    expect(found({ metrics })).toEqual([
      'name-invalid shop_http_requests',
      'name-invalid shop_orders_total',
    ]);
  });

  it('leaves out what allow names', () => {
    const metrics: Metric[] = [{ ...ORDERS, name: 'ordersMade' }];
    const allow = { 'camel-case': 'old name', 'prefix-missing': 'old name' };
    expect(found({ metrics, allow })).toEqual(['counter ordersMade']);
  });

  it('refuses to allow what would change or break the program', () => {
    const metrics = [{ ...ORDERS, name: 'shop_orders' }];
    expect(found({ metrics, allow: { counter: 'old name' } })).toEqual([
      'allow allow.counter',
      'counter shop_orders',
    ]);
  });

  it('knows the rules about a whole exporter.yaml, too', () => {
    expect(lintSpec({ ...SPEC, allow: { 'source-missing': 'x', 'collector-idle': 'y' } })).toEqual(
      [],
    );
    expect(lintSpec({ ...SPEC, allow: { 'alert-name': 'x' } })).toMatchObject([
      {
        subject: 'allow.alert-name',
        message: expect.stringContaining('cannot be allowed: of two alerts'),
      },
    ]);
  });

  it('reports an allowed rule that does not exist, with the nearest', () => {
    expect(lintSpec({ ...SPEC, allow: { camelcase: 'x', nonsense_of_mine: 'y' } })).toEqual([
      {
        rule: 'allow',
        level: 'error',
        subject: 'allow.camelcase',
        message: expect.stringContaining('no rule "camelcase"'),
        suggestion: 'camel-case',
      },
      {
        rule: 'allow',
        level: 'error',
        subject: 'allow.nonsense_of_mine',
        message: expect.stringContaining('name-invalid, help'),
      },
    ]);
  });

  it('is quick with 10 000 metrics', { timeout: 10_000 }, () => {
    const metrics = Array.from({ length: 10_000 }, (_, index) => ({
      ...ORDERS,
      name: `shop_orders_${index}_total`,
    }));
    expect(lintSpec({ ...SPEC, metrics })).toEqual([]);
  });
});

describe('lintMetric', () => {
  it('knows the metrics that are there already', () => {
    const claimed = claimIndex([ORDERS]);
    const given = metric({ name: 'shop_orders', type: 'gauge' });
    expect(lintMetric(given, { ...CONTEXT, claimed })).toMatchObject([{ rule: 'name-invalid' }]);
    expect(lintMetric(given, CONTEXT)).toEqual([]);
  });

  it('leaves out what is allowed of one metric', () => {
    const allow = { 'prefix-missing': 'old name' };
    expect(lintMetric(metric({ name: 'orders_total' }), { ...CONTEXT, allow })).toEqual([]);
  });
});

describe('a name that the project brings is taken, and the message says by what', () => {
  const messages = (spec: Partial<ExporterSpec>, name: string, type: Metric['type'] = 'gauge') =>
    lintSpec({ ...SPEC, ...spec, metrics: [{ ...ORDERS, name, type, labels: {} }] }).map(
      ({ message }) => message,
    );

  it('the HTTP instrumentation', () => {
    expect(messages({}, 'shop_http_requests_total', 'counter')).toEqual([
      'The name is taken: the project itself exposes it, "HTTP requests answered"; choose another.',
    ]);
    expect(messages({}, 'shop_http_requests')).toEqual([
      'Clashes with "shop_http_requests_total" (the project itself exposes it, "HTTP requests answered"): in OpenMetrics a counter\'s family is called without "_total", and both take the name "shop_http_requests".',
    ]);
  });

  it('every program, and a job', () => {
    expect(messages({}, 'shop_build_info')).toEqual([
      'The name is taken: the project itself exposes it, "Version and revision of the running program; the value is always 1"; choose another.',
    ]);
    const { http: _, ...batch } = { ...SPEC, batch: { stages: ['load'], schedule: '0 3 * * *' } };
    const metrics: Metric[] = [
      { ...ORDERS, name: 'shop_job_duration_seconds', type: 'gauge', labels: {} },
    ];
    expect(lintSpec({ ...batch, pattern: 'batch', metrics })).toMatchObject([
      {
        rule: 'name-invalid',
        message:
          'The name is taken: the project itself exposes it, "Time the last run of the job took"; choose another.',
      },
    ]);
  });

  it('a collector', () => {
    const spec: Partial<ExporterSpec> = { collectors: ['http-probe'], 'http-probe': PROBE };
    expect(messages(spec, 'shop_external_api_available')).toEqual([
      expect.stringMatching(
        /^The name is taken: the collector http-probe exposes it, ".+[^.]"; choose another\.$/,
      ),
    ]);
  });

  it('the client library', () => {
    expect(messages({ allow: { 'prefix-missing': 'x' } }, 'nodejs_heap_size_used_bytes')).toEqual([
      'The name is taken: the client library exposes it, "Heap in use"; choose another.',
    ]);
    expect(messages({ allow: { 'prefix-missing': 'x' } }, 'nodejs_version_info')).toEqual([
      'The name is taken: the client library exposes it; choose another.',
    ]);
  });
});

describe('where all metrics start alike, and not with the namespace', () => {
  const named = (...names: string[]) =>
    names.map((name): Metric => ({ ...ORDERS, name, type: 'gauge', labels: {} }));
  const api: Partial<ExporterSpec> = { namespace: 'shop_api' };
  const { http: _, ...WITHOUT_HTTP } = SPEC;

  it('one finding says what the namespace should be, and names keep their beginning', () => {
    const metrics = named('shop_orders', 'shop_checkout_duration', 'shop_queue_length');
    expect(lintSpec({ ...WITHOUT_HTTP, ...api, metrics })).toEqual([
      {
        rule: 'prefix-missing',
        level: 'warning',
        subject: 'namespace',
        message:
          'The names of all metrics start with "shop_" and not with "shop_api_": make "shop" the namespace, such as with "namespace: shop" in exporter.yaml',
      },
      expect.objectContaining({
        rule: 'unit-missing',
        suggestion: 'shop_checkout_duration_seconds',
      }),
    ]);
    expect(found({ ...api, metrics, allow: { 'prefix-missing': 'x' } })).not.toContain(
      'prefix-missing namespace',
    );
  });

  it('the names under "http" of a project that follows lose the former namespace', () => {
    const metrics = named('store_orders', 'store_carts');
    const http = {
      requests: 'shop_api_http_requests_total',
      duration: 'shop_api_http_request_duration_seconds',
      in_progress: 'shop_api_answers',
      buckets: [1],
    };
    const suggestions = lintSpec({ ...SPEC, namespace: 'store', http, metrics }).map(
      ({ suggestion }) => suggestion,
    );
    expect(suggestions).toEqual([
      'store_http_requests_total',
      'store_http_request_duration_seconds',
      // A name of their own is kept whole: nobody knows where its prefix ends.
      'store_shop_api_answers',
    ]);
  });

  it.each([
    [['shop_orders']],
    [['shop_orders', 'cart_items']],
    [['shop_orders', 'shop_api_carts']],
    [['process_orders', 'process_carts']],
    [['Shop_orders', 'Shop_carts']],
    [['orders', 'orders_open']],
  ])('otherwise each is told of itself: %j', (names) => {
    expect(found({ ...api, metrics: named(...names) })).not.toContain('prefix-missing namespace');
    expect(found({ ...api, metrics: named(...names) })).toContain(`prefix-missing ${names[0]}`);
  });
});
