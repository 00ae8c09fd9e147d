import { describe, expect, it } from 'vitest';
import { rulesTest } from '../../../src/monitoring/rules-test.ts';
import { readmeView } from '../../../src/render/readme-view.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import { RUNTIMES, type SpecInput } from '../../../src/spec/schema.ts';
import { alertsOf } from './alerts-of.ts';

const SUBJECTS = ['Down', 'Absent', 'Restarting'].map((end) => `ShopExporter${end}`);

describe('alerts', () => {
  it.each<[string, Partial<SpecInput>, string[]]>([
    ['an application', {}, [...SUBJECTS, 'ShopExporterErrorRatioHigh', 'ShopExporterLatencyHigh']],
    [
      'a sidecar',
      {
        pattern: 'sidecar',
        collectors: ['mongodb', 'http-probe', 'log'],
        mongodb: { min_interval: 30 },
      },
      [
        ...SUBJECTS,
        'ShopExporterCollectorFailing',
        'ShopExporterScrapeSlow',
        'ShopExporterSeriesDropped',
        'ShopExporterConnectionsNearLimit',
        'ShopExporterApiDown',
        'ShopExporterApiSlow',
        'ShopExporterLogBehind',
      ],
    ],
    [
      'a batch job',
      { pattern: 'batch' },
      [
        'ShopExporterPushgatewayDown',
        'ShopExporterPushgatewayAbsent',
        'ShopExporterOverdue',
        'ShopExporterNeverSucceeded',
        'ShopExporterFailed',
        'ShopExporterAbsent',
        'ShopExporterSlow',
        'ShopExporterPushRefused',
      ],
    ],
  ])('of %s', (_, input, names) => {
    expect(alertsOf(input).map(({ alert }) => alert)).toEqual(names);
  });

  it.each(RUNTIMES)('name settings by the flags that the program in %s has', (runtime) => {
    const input: SpecInput = {
      version: 1,
      name: 'shop-exporter',
      runtime,
      pattern: 'sidecar',
      collectors: ['log', 'http-probe'],
    };
    const flags = readmeView(resolveSpec(input)).optionRows.map(({ flag }) => flag);
    const named = alertsOf(input).flatMap(
      ({ annotations: { description } }) =>
        description.replaceAll('{{ $labels.collector }}', 'log').match(/--[a-z.-]+[a-z]/g) ?? [],
    );
    expect(named).toContain('--logfile.max-bytes-per-scrape');
    expect(flags).toEqual(expect.arrayContaining(named));
  });

  it('see a target that is up for moments only, and a program that ends every few minutes', () => {
    const [down, , restarting] = alertsOf({});
    expect(down).toMatchObject({
      expr: `up{job="shop-exporter"} == 0
or
(avg_over_time(up{job="shop-exporter"}[10m]) < 0.5 and up{job="shop-exporter"} offset 10m)`,
      for: '5m',
    });
    expect(restarting!.expr).toBe(
      'changes(process_start_time_seconds{job="shop-exporter"}[1h]) > 4',
    );
    const { tests } = rulesTest(resolveSpec({ version: 1, name: 'shop-exporter' })) as {
      tests: { name: string }[];
    };
    expect(tests[1]!.name).toBe('ShopExporterDown fires: up for a moment only');
  });

  it('about a job come when the longest gap of its schedule is over', () => {
    const overdue = (schedule: string) =>
      alertsOf({ pattern: 'batch', batch: { schedule } }).find(({ alert }) =>
        alert.endsWith('Overdue'),
      )!.expr;
    expect(overdue('0 3 * * *')).toMatch(/> 95040$/);
    // From Friday to Monday and six hours.
    expect(overdue('30 2 * * 1-5')).toMatch(/> 280800$/);
    expect(overdue('*/5 * * * *')).toMatch(/> 1200$/);
  });

  it.each([
    ['*/5 * * * *', '20m', 120],
    ['0 3 * * *', '26h24m', 34_200],
    ['30 2 * * 1-5', '3d6h', 34_200],
    ['0 3 1 */2 *', '62d6h', 43_200],
  ])('about a job on the schedule %s wait for %s', (schedule, wait, slow) => {
    const alerts = alertsOf({ pattern: 'batch', batch: { schedule } });
    const named = (end: string) => alerts.find(({ alert }) => alert === `ShopExporter${end}`)!;
    expect(named('Absent').for).toBe(wait);
    expect(named('NeverSucceeded')).toMatchObject({
      for: wait,
      labels: { severity: 'critical' },
      expr: expect.stringMatching(
        /^last_over_time\(\S+completion\S+\[1h\]\)\nunless\nlast_over_time\(\S+success\S+\[1h\]\)$/,
      ),
    });
    expect(named('Slow').expr).toMatch(new RegExp(`> ${slow}$`));
  });

  it.each([
    ['its timeout', { timeout_seconds: 5 }, 1, 4],
    ['the end of the scrape', { timeout_seconds: 20 }, 1, 7.52],
    ['its share of the scrape, where targets take turns', { timeout_seconds: 5 }, 25, 2.48],
  ])('of a slow API can fire before %s', (_, probe, count, bound) => {
    const targets = Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`api${index}`, 'http://localhost/']),
    );
    const slow = alertsOf({
      pattern: 'sidecar',
      collectors: ['http-probe'],
      'http-probe': { targets, ...probe },
    }).find(({ alert }) => alert.endsWith('ApiSlow'));
    expect(slow!.expr).toMatch(new RegExp(`> ${bound}$`));
  });

  it('of a log that is read too slowly leave out one that catches up', () => {
    const [behind] = alertsOf({ pattern: 'sidecar', collectors: ['log'] }).slice(-1);
    const unread = 'shop_log_unread_bytes{job="shop-exporter"}';
    expect(behind!.expr).toBe(`${unread} > 0\nand\nderiv(${unread}[15m]) >= 0`);
  });

  it('of slow scrapes say which timeout their bound belongs to', () => {
    const slow = alertsOf({ pattern: 'sidecar', collectors: ['log'] }).find(({ alert }) =>
      alert.endsWith('ScrapeSlow'),
    );
    expect(slow!.expr).toMatch(/ > 8$/);
    expect(slow!.annotations.description).toContain('more than 8s of the 10s of the default');
  });
});
