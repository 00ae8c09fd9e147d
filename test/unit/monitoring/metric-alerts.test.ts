import { describe, expect, it } from 'vitest';
import { clashingAlerts } from '../../../src/monitoring/alerts/index.ts';
import { readmeView } from '../../../src/render/readme-view.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import type { SpecInput } from '../../../src/spec/schema.ts';
import { alertsOf } from './alerts-of.ts';

describe('alerts', () => {
  it('on rates and ratios do not end the moment that the bound is not exceeded', () => {
    const alert = { above: 2 };
    const kept = [
      ...alertsOf({
        metrics: [
          { name: 'shop_orders_total', type: 'counter', help: 'X.', alert },
          { name: 'shop_carts', type: 'gauge', help: 'X.', alert },
          { name: 'shop_wait_seconds', type: 'histogram', help: 'X.', alert },
          { name: 'shop_size_bytes', type: 'summary', help: 'X.', alert },
          { name: 'shop_sum_bytes', type: 'summary', help: 'X.', quantiles: [0.5], alert },
        ],
      }),
      ...alertsOf({ pattern: 'sidecar', collectors: ['mongodb'] }),
      ...alertsOf({
        pattern: 'batch',
        metrics: [{ name: 'shop_rows_total', type: 'counter', help: 'X.', alert }],
      }),
    ].filter(({ keep_firing_for }) => keep_firing_for === '5m');
    expect(kept.map(({ alert }) => alert)).toEqual([
      'ShopExporterErrorRatioHigh',
      'ShopExporterLatencyHigh',
      'ShopOrdersHigh',
      'ShopWaitSecondsHigh',
      'ShopSizeBytesHigh',
      'ShopExporterConnectionsNearLimit',
    ]);
  });

  it('of metrics look at what the metric is usually asked', () => {
    const alert = { above: 2, for: '10m', severity: 'info' } as const;
    const rules = alertsOf({
      metrics: [
        {
          name: 'shop_orders_total',
          type: 'counter',
          help: 'Orders.',
          labels: { channel: [] },
          alert,
        },
        {
          name: 'shop_carts',
          type: 'gauge',
          help: 'Carts.',
          alert: { below: 1, for: '1d', severity: 'critical' },
        },
        { name: 'shop_wait_seconds', type: 'histogram', help: 'Wait.', alert },
      ],
    }).slice(-3);
    expect(rules.map(({ alert, expr, for: held, labels }) => [alert, expr, held, labels])).toEqual([
      [
        'ShopOrdersHigh',
        'sum by (job, channel) (rate(shop_orders_total{job="shop-exporter"}[5m])) > 2',
        '10m',
        { severity: 'info' },
      ],
      ['ShopCartsLow', 'shop_carts{job="shop-exporter"} < 1', '1d', { severity: 'critical' }],
      [
        'ShopWaitSecondsHigh',
        'histogram_quantile(0.95, sum by (le, job) (rate(shop_wait_seconds_bucket{job="shop-exporter"}[5m]))) > 2',
        '10m',
        { severity: 'info' },
      ],
    ]);
    expect(rules.map(({ annotations }) => annotations)).toEqual([
      {
        summary: 'The rate of shop_orders_total is above 2 per second',
        description:
          'Orders. The rate of shop_orders_total{channel="{{ $labels.channel }}"} of shop-exporter has been above 2 per second for 10 minutes; it is {{ $value | humanize }} per second.',
      },
      {
        summary: 'shop_carts is below 1',
        description:
          'Carts. shop_carts on {{ $labels.instance }} has been below 1 for 1 day; it is {{ $value | printf "%.4g" }}.',
      },
      {
        summary: 'The 95th percentile of shop_wait_seconds is above 2s',
        description:
          'Wait. The 95th percentile of shop_wait_seconds of shop-exporter has been above 2s for 10 minutes; it is {{ $value | humanizeDuration }}{{ if ge $value 10.0 }} or more{{ end }}.',
      },
    ]);
  });

  it('that do not wait say what is, not for how long it has been', () => {
    const metrics: SpecInput['metrics'] = [
      { name: 'shop_rows', type: 'gauge', help: 'Rows.', alert: { below: 10, for: '0s' } },
    ];
    const input: Partial<SpecInput> = { pattern: 'batch', metrics };
    expect(alertsOf(input).at(-1)!.annotations.description).toBe(
      'Rows. shop_rows of shop-exporter is below 10; it is {{ $value | printf "%.4g" }}.',
    );
    const spec = resolveSpec({ version: 1, name: 'shop-exporter', ...input });
    expect(readmeView(spec).alerts.at(-1)!.held).toBe('at once');
  });

  it.each([
    ['shop_lag_seconds', 'gauge', { above: 300 }, '5m 0s', '{{ $value | humanizeDuration }}'],
    ['shop_free_bytes', 'gauge', { below: 1024 ** 3 }, '1GiB', '{{ $value | humanize1024 }}B'],
    ['shop_hits_ratio', 'gauge', { below: 0.9 }, '90%', '{{ $value | humanizePercentage }}'],
    ['shop_load', 'gauge', { above: 0.5 }, '0.5', '{{ $value | printf "%.4g" }}'],
    ['race_constructor', 'gauge', { above: 0.5 }, '0.5', '{{ $value | printf "%.4g" }}'],
    ['shop_rows', 'gauge', { below: 50_000 }, '50000', '{{ $value | humanize }}'],
    [
      'shop_sent_bytes_total',
      'counter',
      { above: 2048 },
      '2kiB per second',
      '{{ $value | humanize1024 }}B per second',
    ],
    [
      'shop_busy_seconds_total',
      'counter',
      { above: 0.5 },
      '500ms per second',
      '{{ $value | humanizeDuration }} per second',
    ],
  ] as const)('write the values of %s with their unit', (name, type, side, bound, template) => {
    const alert = { ...side, for: '5m', severity: 'info' } as const;
    const [rule] = alertsOf({ metrics: [{ name, type, help: 'X.', alert }] }).slice(-1);
    const { summary, description } = rule!.annotations;
    expect(summary).toMatch(new RegExp(` is (above|below) ${bound}$`));
    expect(description).toContain(` ${bound} for 5 minutes; it is ${template}.`);
  });

  it.each([
    [{ above: 3_600 }, '> 3600', 'older than 1h 0m 0s'],
    [{ below: 60 }, '< 60', 'newer than 1m 0s'],
  ])('of a point in time look at its age, where it was ever set: %j', (bound, compared, side) => {
    const name = 'shop_backup_timestamp_seconds';
    const input: Partial<SpecInput> = {
      metrics: [{ name, type: 'gauge', help: 'X.', alert: bound }],
    };
    const [rule] = alertsOf(input).slice(-1);
    expect(rule).toMatchObject({
      expr: `time() - (${name}{job="shop-exporter"} != 0) ${compared}`,
      annotations: {
        summary: `${name} is ${side}`,
        description: `X. ${name} on {{ $labels.instance }} has been ${side} for 5 minutes; it is {{ $value | humanizeDuration }} old.`,
      },
    });
    const [pushed] = alertsOf({ ...input, pattern: 'batch' }).slice(-1);
    expect(pushed!.expr).toBe(rule!.expr);
  });

  it.each([
    [0, 'increased within 15 minutes', 0],
    [0.001, 'increased by more than 0.9 within 15 minutes', 0.9],
  ])('of a counter above %d see a single event', (above, text, compared) => {
    const metric = { name: 'shop_losses_total', type: 'counter', help: 'Losses' } as const;
    const [rule] = alertsOf({ metrics: [{ ...metric, alert: { above } }] }).slice(-1);
    expect(rule).toMatchObject({
      expr: `sum by (job) (increase(shop_losses_total{job="shop-exporter"}[15m])) > ${compared}`,
      for: '1m',
      annotations: {
        summary: `shop_losses_total ${text}`,
        description: `Losses. shop_losses_total of shop-exporter has ${text}, by about {{ if ge $value 1.0 }}{{ $value | printf "%.0f" }}{{ else }}{{ $value | printf "%.2g" }}{{ end }}.`,
      },
    });
    const alert = { above, for: '3m' };
    expect(alertsOf({ metrics: [{ ...metric, alert }] }).at(-1)!.for).toBe('3m');
    const pushed = alertsOf({ pattern: 'batch', metrics: [{ ...metric, alert }] }).at(-1)!;
    expect(pushed.expr).toBe(`shop_losses_total{job="shop-exporter"} > ${above}`);
  });

  it('show help texts that look like templates as they are', () => {
    const [rule] = alertsOf({
      metrics: [
        {
          name: 'shop_carts',
          type: 'gauge',
          help: 'All {{ $labels.job }}.',
          alert: { above: 1, for: '1m', severity: 'info' },
        },
      ],
    }).slice(-1);
    expect(rule!.annotations.description).toContain('All {{ "{{" }} $labels.job }}.');
  });

  it('of two metrics must not have one name', () => {
    const alert = { above: 1, for: '1m', severity: 'info' } as const;
    const gauge = (name: string) => ({ name, type: 'gauge', help: 'X.', alert }) as const;
    const spec = resolveSpec({
      version: 1,
      name: 'shop-exporter',
      metrics: [gauge('shop_carts'), gauge('shop__carts'), gauge('shop_exporter_latency')],
    });
    expect(clashingAlerts(spec)).toEqual([
      { metric: 'shop__carts', alert: 'ShopCartsHigh' },
      { metric: 'shop_exporter_latency', alert: 'ShopExporterLatencyHigh' },
    ]);
  });
});

describe('the alert of a summary', () => {
  const alertOf = (quantiles: number[]) =>
    alertsOf({
      metrics: [
        {
          ...{ name: 'shop_size_bytes', type: 'summary', help: 'Size.', quantiles },
          alert: { above: 5 },
        },
      ],
    }).find(({ alert }) => alert === 'ShopSizeBytesHigh')!.expr;

  it('finds a whole quantile as every version of Prometheus keeps it', () => {
    expect(alertOf([0.5, 1])).toContain(
      'shop_size_bytes{job="shop-exporter", quantile=~"1(\\\\.0)?"} > 5',
    );
    expect(alertOf([0.5, 0.9])).toContain(
      'shop_size_bytes{job="shop-exporter", quantile="0.9"} > 5',
    );
  });

  it('does not fire on what was observed long ago', () => {
    expect(alertOf([0.9])).toBe(
      'shop_size_bytes{job="shop-exporter", quantile="0.9"} > 5\nand ignoring (quantile)\nrate(shop_size_bytes_count{job="shop-exporter"}[5m]) > 0',
    );
    expect(alertOf([])).not.toContain('and');
  });
});
