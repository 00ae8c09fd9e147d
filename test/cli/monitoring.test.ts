import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { goldenProjects } from '../../scripts/golden.js';
import { dashboard } from '../../src/monitoring/dashboard/index.ts';
import { monitoringFiles } from '../../src/monitoring/files.ts';
import { RULES_FILE, RULES_TEST_FILE } from '../../src/monitoring/paths.ts';
import { questions } from '../../src/monitoring/questions.ts';
import { resolveSpec } from '../../src/spec/resolve.ts';
import type { MetricInput, Pattern } from '../../src/spec/schema.ts';
import type { ExporterSpec } from '../../src/spec/spec.ts';
import { PROMETHEUS_VERSIONS, promtool } from '../support/prometheus.ts';
import { everySpec } from '../unit/render/specs.ts';

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'create-exporter-monitoring-'));
  return () => rm(directory, { recursive: true, force: true });
});

const PASSES = { exitCode: 0, stderr: '' };

const TOOLS = PROMETHEUS_VERSIONS.map((version) => version.promtool);

describe.each(await goldenProjects())('$name is taken', ({ name }) => {
  const project = path.join('test', 'golden', name);

  it.each(TOOLS)('by %s, and every rule passes its tests', async (tool) => {
    const check = (...args: string[]) => promtool(args, '', { tool });
    const rules = ['--lint=all', '--lint-fatal', path.join(project, RULES_FILE)];
    expect(await check('check', 'config', path.join(project, 'prometheus.yml'))).toMatchObject(
      PASSES,
    );
    expect(await check('check', 'rules', ...rules)).toMatchObject(PASSES);
    expect(await check('test', 'rules', path.join(project, RULES_TEST_FILE))).toMatchObject(PASSES);
  });

  it.each(TOOLS)('by %s with what is there already', async (tool) => {
    const text = await readFile(path.join(project, 'prometheus-scrape.yml'), 'utf8');
    const [first, second] = text.split('\n\n');
    for (const entry of [first!, second!.replace(/^# (?=[- ])/gm, '')]) {
      const file = path.join(directory, `${name}.yml`);
      await writeFile(file, stringify({ scrape_configs: parse(entry) }));
      expect(await promtool(['check', 'config', file], '', { tool })).toMatchObject(PASSES);
    }
  });
});

/** An alert of every type on either side of a bound, also where no value could be on the other side. */
function metricsWithAlerts(pattern: Pattern): MetricInput[] {
  const bounds = [
    { above: 3 },
    { below: 3 },
    { above: 0 },
    { above: -2 },
    { below: 0.5 },
    { above: 0.003 },
  ];
  // The name is the end of one.
  const kinds: Partial<MetricInput>[] = [
    { type: 'counter', name: '_total' },
    { type: 'gauge' },
    { type: 'gauge', name: '_timestamp_seconds' },
    { type: 'histogram', buckets: [0.1, 2, 5] },
    { type: 'histogram', buckets: [5] },
    { type: 'summary' },
  ];
  // A batch job has no quantiles.
  if (pattern !== 'batch') kinds.push({ type: 'summary', quantiles: [0.5, 0.9] });
  return kinds.flatMap((kind, k) =>
    bounds
      // An alert that could never fire is refused.
      .filter((bound) => !(kind.buckets?.[0] === 5 && bound.below !== undefined && bound.below < 5))
      .map(
        (bound, b): MetricInput => ({
          type: 'gauge',
          help: 'It\'s "quoted" {{x}} {{ $value }}.',
          labels: k % 2 === 0 ? { kind: ['say "hi"', 'b'], open: [] } : {},
          ...kind,
          name: `alerting_k${k}_b${b}${kind.name ?? ''}`,
          alert: { ...bound, for: ['10m', '1h', '1m'][b % 3]!, severity: 'info' },
        }),
      ),
  );
}

it.each<Pattern>(['application', 'batch'])(
  'alerts of metrics fire and stay silent in an %s',
  async (pattern) => {
    const metrics = metricsWithAlerts(pattern);
    const spec = resolveSpec({ version: 1, name: 'alerting', pattern, metrics });
    const project = await writeMonitoring(spec, `alerts-${pattern}`);
    expect(await promtool(['test', 'rules', path.join(project, RULES_TEST_FILE)])).toMatchObject(
      PASSES,
    );
  },
);

/** Twice each of them is shown: values of every size, between two that can be written, and at the ends of minutes. */
const BOUNDS = [0.0001, 0.3333, 59.5, 61, 3600, 51_328, 1e9];

it.each([
  ['seconds', 'gauge'],
  ['bytes', 'gauge'],
  ['ratio', 'gauge'],
  ['rows', 'gauge'],
  ['seconds', 'counter'],
  ['seconds', 'histogram'],
  ['seconds', 'summary'],
] as const)(
  'values in %s of a %s are written as the tests of the rules say',
  async (unit, type) => {
    const metrics = BOUNDS.map(
      (bound, index): MetricInput => ({
        name: `written_${index}_${unit}${type === 'counter' ? '_total' : ''}`,
        type,
        help: 'X.',
        ...(type === 'histogram' && { buckets: [bound / 2, bound * 2] }),
        alert: { above: bound, for: '5m', severity: 'info' },
      }),
    );
    for (const pattern of ['application', 'batch'] as const) {
      const spec = resolveSpec({ version: 1, name: 'written', pattern, metrics });
      const project = await writeMonitoring(spec, `written-${pattern}-${type}-${unit}`);
      const file = path.join(project, RULES_TEST_FILE);
      for (const tool of TOOLS) {
        expect(await promtool(['test', 'rules', file], '', { tool })).toMatchObject(PASSES);
      }
    }
  },
);

it.each(['* * * * *', '*/2 * * * *', '0 3 * * *', '30 2 * * 1-5', '0 3 1 */2 *', '0 0 29 2 *'])(
  'alerts about a job fire and stay silent on the schedule %s',
  async (schedule) => {
    const spec = resolveSpec({ version: 1, name: 'job', pattern: 'batch', batch: { schedule } });
    const project = await writeMonitoring(spec, `schedule-${schedule.replace(/\W+/g, '-')}`);
    expect(await promtool(['test', 'rules', path.join(project, RULES_TEST_FILE)])).toMatchObject(
      PASSES,
    );
  },
);

it.each<[Pattern, string]>([
  ['application', 'What the exporter needs'],
  ['batch', 'What the Pushgateway needs'],
])('the comment for TLS and a password is taken as it stands: %s', async (pattern, hint) => {
  const spec = resolveSpec({ version: 1, name: 'secured', pattern });
  const project = await writeMonitoring(spec, `secured-${pattern}`);
  const text = await readFile(path.join(project, 'prometheus-scrape.yml'), 'utf8');
  const [first] = text.split('\n\n');
  expect(first).toContain(`  # ${hint}`);
  const entry = parse(first!.replace(/^ {2}# (?!What )/gm, '  '));
  expect(entry[0]).toMatchObject({ scheme: 'https', tls_config: {}, basic_auth: {} });
  const file = path.join(project, 'prometheus.yml');
  await writeFile(file, stringify({ scrape_configs: entry }));
  for (const tool of TOOLS) {
    expect(await promtool(['check', 'config', file], '', { tool })).toMatchObject(PASSES);
  }
});

it.each([
  ['1+0.5x30', 'about 6'],
  ['0+0.1x8 0.8x30', 'about 0.8'],
])('an increase is told in whole numbers, unless it is less than one: %s', async (values, text) => {
  const alert = { above: 0, for: '0s', severity: 'info' } as const;
  const metric = { name: 'shop_losses_total', type: 'counter', help: 'X.', alert } as const;
  const spec = resolveSpec({ version: 1, name: 'shop', metrics: [metric] });
  const project = await writeMonitoring(spec, `increase-${text}`);
  const file = path.join(project, RULES_TEST_FILE);
  const tests = parse(await readFile(file, 'utf8'));
  const test = tests.tests.find(({ name }: { name: string }) => name === 'ShopLossesHigh fires');
  test.input_series[0].values = values;
  test.alert_rule_test[0].eval_time = '12m';
  const [expected] = test.alert_rule_test[0].exp_alerts;
  const { description } = expected.exp_annotations;
  expected.exp_annotations.description = description.replace(/, by about .*/, `, by ${text}.`);
  await writeFile(file, stringify({ ...tests, tests: [test] }));
  for (const tool of TOOLS) {
    expect(await promtool(['test', 'rules', file], '', { tool })).toMatchObject(PASSES);
  }
});

it('a rule that is changed fails its test', async () => {
  const project = await writeMonitoring(resolveSpec({ version: 1, name: 'changed' }), 'changed');
  const rules = path.join(project, RULES_FILE);
  const test = ['test', 'rules', path.join(project, RULES_TEST_FILE)];
  const text = await readFile(rules, 'utf8');
  await writeFile(rules, text.replace('} == 0', '} == 1'));
  expect(await promtool(test)).toMatchObject({ exitCode: 1 });
});

it.each(everySpec().map((spec, index) => ({ spec, index })))(
  'every query of the dashboard and the README of $spec.name ($spec.runtime) is PromQL',
  async ({ spec, index }) => {
    const { panels } = dashboard(spec) as { panels: { targets?: { expr: string }[] }[] };
    const asked = questions(spec).map(({ promql }) => ({ expr: promql as string }));
    const rules = [...panels.flatMap(({ targets = [] }) => targets), ...asked].map(
      ({ expr }, query) => ({
        record: `query_${query}`,
        expr: expr.replaceAll('$__rate_interval', '1m'),
      }),
    );
    const file = path.join(directory, `panels-${index}.yml`);
    await writeFile(file, stringify({ groups: [{ name: 'panels', rules }] }));
    expect(await promtool(['check', 'rules', file])).toMatchObject(PASSES);
  },
);

async function writeMonitoring(spec: ExporterSpec, name: string): Promise<string> {
  const project = path.join(directory, name);
  for (const [file, content] of monitoringFiles(spec)) {
    await mkdir(path.dirname(path.join(project, file)), { recursive: true });
    await writeFile(path.join(project, file), content);
  }
  return project;
}
