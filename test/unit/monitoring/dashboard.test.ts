import { describe, expect, it } from 'vitest';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import type { MetricInput, SpecInput } from '../../../src/spec/schema.ts';
import { everySpec } from '../render/specs.ts';
import { boardOf, panelsOf } from './board.ts';
import { existing, groupedLabels, namedMetrics } from './named-metrics.ts';

const specs = everySpec().map((spec) => ({ name: `${spec.name} (${spec.runtime})`, spec }));

describe.each(specs)('the dashboard of $name', ({ spec }) => {
  const board = boardOf(spec);
  const panels = panelsOf(board);

  it('asks only for metrics that exist, as their type and labels allow', () => {
    const metrics = existing(spec);
    for (const expr of panels.flatMap(({ targets }) => targets!.map((target) => target.expr))) {
      const named = namedMetrics(expr);
      expect(named.length, expr).toBeGreaterThan(0);
      for (const { name, rangeOf, labels } of named) {
        const metric = metrics.get(name);
        expect(metric, `${name} in ${expr}`).toBeDefined();
        expect([...metric!.labels], expr).toEqual(expect.arrayContaining(labels));
        // What a batch job pushed has no rate.
        const counts = metric!.type === 'counter' && spec.pattern !== 'batch';
        expect(rangeOf, expr).toBe(counts ? 'counter' : rangeOf && 'gauge');
      }
      for (const label of groupedLabels(expr)) {
        expect(
          named.every(({ name }) => metrics.get(name)!.labels.has(label)),
          expr,
        ).toBe(true);
      }
    }
  });

  it('shows every metric of the spec', () => {
    const shown = new Set(
      panels.flatMap(({ targets }) =>
        targets!.flatMap(({ expr }) => namedMetrics(expr).map(({ name }) => name)),
      ),
    );
    for (const { name } of spec.metrics) {
      expect(
        ['', '_bucket', '_sum'].some((suffix) => shown.has(name + suffix)),
        name,
      ).toBe(true);
    }
  });

  it('keeps the rules of good dashboards', () => {
    expect(board).toMatchObject({ editable: false });
    expect(JSON.stringify(board)).not.toContain('__inputs');
    expect(board.templating.list.map(({ name, label }) => [name, label])).toEqual([
      ['datasource', 'Data source'],
      ['job', 'Job'],
      ['instance', 'Instance'],
    ]);
    for (const variable of board.templating.list.slice(1)) {
      // Renewed with the time range; several values may be chosen.
      expect(variable).toMatchObject({ type: 'query', refresh: 2, multi: true });
      expect(variable).toMatchObject({ datasource: { uid: '${datasource}' } });
    }
    for (const { title, type, description, datasource, targets, fieldConfig } of panels) {
      expect(title).not.toBe('');
      expect(description, title).toBeTruthy();
      expect(datasource!.uid).toBe('${datasource}');
      if (type === 'stat' || type === 'timeseries') {
        expect(fieldConfig!.defaults.unit, title).toMatch(/^[a-zA-Z]+$/);
        expect(fieldConfig!.defaults.unit, title).not.toBe('none');
      }
      expect(new Set(targets!.map(({ refId }) => refId)).size).toBe(targets!.length);
      for (const target of targets!) {
        expect(target.datasource.uid).toBe('${datasource}');
        expect(target.legendFormat.trim(), title).not.toBe('');
        expect(target.expr).not.toMatch(/\[(?!\$__rate_interval\])/);
        const selectors = namedMetrics(target.expr);
        const isOfInstances = !target.expr.includes('ALERTS') && title !== 'Pushgateway';
        if (isOfInstances) {
          const chosen = target.expr.match(/job=~"\$job", instance=~"\$instance"/g) ?? [];
          expect(chosen.length, target.expr).toBe(selectors.length);
        }
      }
    }
  });

  it('has panels that do not overlap and leave no gap', () => {
    const ids = [...board.panels, ...panels].map(({ id }) => id);
    expect(new Set(ids).size).toBe(new Set([...board.panels, ...panels]).size);
    const taken = new Map<string, string>();
    const bottom = Math.max(...board.panels.map(({ gridPos: { y, h } }) => y + h));
    for (const { title, gridPos } of board.panels) {
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1) {
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
          expect(taken.get(`${x},${y}`), title).toBeUndefined();
          taken.set(`${x},${y}`, title);
        }
      }
    }
    expect(taken.size).toBe(24 * bottom);
  });
});

describe('a dashboard', () => {
  const named = (name: string) => boardOf(resolveSpec({ version: 1, name }));

  it('has a uid that stays the same and is short enough for Grafana', () => {
    expect(named('shop-exporter').uid).toBe('shop-exporter');
    const long = named(`${'a'.repeat(62)}b`).uid;
    expect(long).toMatch(/^a{31}-[0-9a-f]{8}$/);
    expect(named(`${'a'.repeat(62)}c`).uid).not.toBe(long);
  });

  it.each([
    ['application', 'up'],
    ['batch', 'shop_job_last_completion_timestamp_seconds'],
  ] as const)(
    'of the pattern %s looks at its own job at first, and at no foreign one',
    (pattern, known) => {
      const board = boardOf(resolveSpec({ version: 1, name: 'shop', pattern }));
      const [, job, instance] = board.templating.list;
      expect(job).toMatchObject({ current: { text: ['shop'], value: ['shop'] }, includeAll: true });
      expect(job!.allValue).toBeUndefined();
      expect(job!.definition).toBe(`label_values(${known}{job=~"(.+[-_/])?shop([-_/].+)?"}, job)`);
      expect(instance!.definition).toBe(`label_values(${known}{job=~"$job"}, instance)`);
      expect(instance!.allValue).toBe('.*');
    },
  );

  it('shows the bound of an alert in the panel of its metric', () => {
    const spec = resolveSpec({
      version: 1,
      name: 'shop',
      metrics: [
        {
          name: 'shop_carts',
          type: 'gauge',
          help: 'Carts.',
          alert: { above: 7, for: '1m', severity: 'info' },
        },
      ],
    });
    const panel = panelsOf(boardOf(spec)).find(({ title }) => title === 'shop_carts');
    expect(panel!.fieldConfig!.defaults.thresholds!.steps.map(({ value }) => value)).toEqual([
      null,
      7,
    ]);
  });

  it.each([
    ['a counter', { type: 'counter', alert: { above: 7 } }, 2, 7],
    ['a counter with more labels than its panel', { type: 'counter', alert: { above: 7 } }, 3],
    ['a counter that is asked for its increase', { type: 'counter', alert: { above: 0 } }, 0],
    ['a gauge, however many its labels', { type: 'gauge', alert: { above: 7 } }, 3, 7],
    ['a histogram', { type: 'histogram', alert: { above: 7 } }, 2, 7],
    ['a histogram of many labels', { type: 'histogram', alert: { above: 7 } }, 3],
    ['a summary', { type: 'summary', alert: { above: 7 } }, 3],
    ['quantiles', { type: 'summary', quantiles: [0.5], alert: { above: 7 } }, 3, 7],
  ] as const)('draws a bound where the panel shows what the alert looks at: %s', (...given) => {
    const [, metric, count, bound] = given;
    const labels = Object.fromEntries(['a', 'b', 'c'].slice(0, count).map((label) => [label, []]));
    const name = metric.type === 'counter' ? 'shop_things_total' : 'shop_things';
    const metrics: SpecInput['metrics'] = [
      { name, help: 'Things.', labels, ...metric } as unknown as MetricInput,
    ];
    const spec = resolveSpec({ version: 1, name: 'shop', metrics });
    const panel = panelsOf(boardOf(spec)).find(({ title }) => title.startsWith(name))!;
    const [, second] = panel.fieldConfig!.defaults.thresholds!.steps;
    expect(second?.value).toBe(bound);
    if (metric.type === 'histogram') {
      const by = bound === undefined ? 'le' : 'le, a, b';
      expect(panel.targets![0]!.expr).toContain(`sum by (${by})`);
    }
  });

  it('begins a line with each histogram, also after a line that has room', () => {
    const metrics = [
      { name: 'shop_carts', type: 'gauge', help: 'Carts.' },
      { name: 'shop_wait_seconds', type: 'histogram', help: 'Wait.' },
    ] as const;
    const board = boardOf(resolveSpec({ version: 1, name: 'shop', metrics: [...metrics] }));
    const places = panelsOf(board)
      .filter(({ title }) => /^shop_(carts|wait)/.test(title))
      .map(({ gridPos: { x, w } }) => [x, w]);
    expect(places).toEqual([
      [0, 24],
      [0, 8],
      [8, 8],
      [16, 8],
    ]);
  });

  it('opens the first two dozen of very many metrics only', () => {
    const metrics = Array.from({ length: 2_000 }, (_, index) => ({
      name: `shop_things_${index}`,
      type: 'gauge' as const,
      help: 'Things.',
    }));
    const rows = boardOf(resolveSpec({ version: 1, name: 'shop', metrics })).panels.filter(
      ({ type, title }) => type === 'row' && title.startsWith('Metrics'),
    );
    expect(rows).toHaveLength(84);
    expect(rows.map(({ collapsed }) => collapsed)).toEqual([false, ...Array(83).fill(true)]);
    expect(rows[1]).toMatchObject({ title: 'Metrics 25 to 48' });
    expect(rows[1]!.panels).toHaveLength(24);
  });
});
