import { describe, expect, test } from 'vitest';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import type { SpecInput } from '../../../src/spec/schema.ts';
import { allowedRemarks, expositionChecks } from '../../../src/verify/exposition.ts';

const batch = (metrics: NonNullable<SpecInput['metrics']>) =>
  resolveSpec({ version: 1, name: 'shop', pattern: 'batch', metrics });

const GAUGES: Record<string, string> = {
  shop_job_last_success_timestamp_seconds: 'Time the job last succeeded, in seconds since 1970.',
  shop_job_last_completion_timestamp_seconds:
    'Time the job last ended, successful or not, in seconds since 1970.',
  shop_job_duration_seconds: 'Time the last run of the job took.',
  shop_job_records_processed: 'Records the last run of the job processed.',
};

/** What every job of these tests exposes. */
const OWN = [
  ...Object.entries(GAUGES).flatMap(([name, help]) => [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} gauge`,
    `${name} 1`,
  ]),
  '# HELP shop_job_stage_duration_seconds Time each stage of the job took in its last run.',
  '# TYPE shop_job_stage_duration_seconds gauge',
  ...['extract', 'transform', 'load'].map(
    (stage) => `shop_job_stage_duration_seconds{stage="${stage}"} 1`,
  ),
  '# HELP shop_build_info Version and revision of the running program; the value is always 1.',
  '# TYPE shop_build_info gauge',
  'shop_build_info{version="1",revision="2"} 1',
  '# HELP process_cpu_seconds_total CPU.',
  '# TYPE process_cpu_seconds_total counter',
  'process_cpu_seconds_total 1',
];

const check = (lines: string[], metrics: NonNullable<SpecInput['metrics']> = []) =>
  Object.fromEntries(expositionChecks(`${[...OWN, ...lines].join('\n')}\n`, batch(metrics)));

const COUNTER = {
  name: 'shop_rows_total',
  type: 'counter',
  help: 'Rows.',
  labels: { kind: ['good', 'bad'] },
} as const;
const metrics = [COUNTER] as unknown as NonNullable<SpecInput['metrics']>;
const rows = (name: string, type: string, help: string, ...samples: string[]) => [
  `# HELP ${name} ${help}`,
  `# TYPE ${name} ${type}`,
  ...samples,
];
const GOOD = rows(
  ...(['shop_rows_total', 'counter', 'Rows.'] as const),
  'shop_rows_total{kind="good"} 0',
  'shop_rows_total{kind="bad"} 0',
);

test('stages that are not those of exporter.yaml', () => {
  const lines = OWN.map((line) => line.replace('stage="extract"', 'stage="fetch"'));
  const problems = (all: string[]) =>
    Object.fromEntries(expositionChecks(`${all.join('\n')}\n`, batch([]))).families;
  expect(problems(OWN)).toMatchObject({ state: 'passed' });
  const undeclared = 'The job has the stage fetch, which exporter.yaml does not name.';
  expect(problems(lines)).toMatchObject({
    state: 'failed',
    details: [undeclared, 'The job has no stage extract, which exporter.yaml names.'],
  });
  // A run that failed did not come to all of them.
  const failed = lines.map((line) => line.replace(/^(shop_job_last_success\w+) 1$/, '$1 0'));
  expect(problems(failed)).toMatchObject({ details: [undeclared] });
});

test('what exporter.yaml declares passes, beside what clients bring', () => {
  expect(check(GOOD, metrics)).toMatchObject({
    families: { state: 'passed' },
    conventions: { state: 'passed' },
  });
});

describe('is told and fails', () => {
  test.each([
    ['a family that is missing', [], 'shop_rows_total is missing.'],
    [
      'one that was not declared',
      [...GOOD, ...rows('shop_more', 'gauge', 'More.', 'shop_more 1')],
      'shop_more is not declared in exporter.yaml.',
    ],
    [
      'another type',
      GOOD.map((line) => line.replace(' counter', ' gauge')),
      'shop_rows_total is a gauge, not a counter.',
    ],
    [
      'another help text',
      GOOD.map((line) => line.replace('Rows.', 'Lines.')),
      'shop_rows_total has the help text "Lines.", not "Rows.".',
    ],
    [
      'a series that does not start at 0',
      GOOD.slice(0, -1),
      'shop_rows_total starts with 1 label sets, not with all 2 that are known.',
    ],
    [
      'another label',
      GOOD.map((line) => line.replace('{kind', '{sort')),
      'shop_rows_total has the labels sort, not kind.',
    ],
  ])('%s', (_, lines, problem) => {
    expect(check(lines, metrics).families).toEqual({ state: 'failed', details: [problem] });
  });

  test('other buckets', () => {
    const histogram = {
      name: 'shop_wait_seconds',
      type: 'histogram',
      help: 'Waits.',
      buckets: [1, 2],
    };
    const lines = rows(
      ...(['shop_wait_seconds', 'histogram', 'Waits.'] as const),
      'shop_wait_seconds_bucket{le="1"} 0',
      'shop_wait_seconds_bucket{le="+Inf"} 0',
      'shop_wait_seconds_sum 0',
      'shop_wait_seconds_count 0',
    );
    expect(check(lines, [histogram] as NonNullable<SpecInput['metrics']>).families).toEqual({
      state: 'failed',
      details: ['shop_wait_seconds has the buckets 1, not 1, 2.'],
    });
  });

  test('what breaks a convention of promtool', () => {
    const lines = rows('shop_size_kb', 'gauge', 'Size.', 'shop_size_kb 1');
    expect(check(lines).conventions).toMatchObject({ state: 'failed' });
  });

  test('what is no exposition, with its line', () => {
    expect(check(['oh no!'])).toEqual({
      format: { state: 'failed', details: [expect.stringMatching(/^line \d+, column \d+: /)] },
    });
  });
});

test('families of a collector that says it failed are not compared, and that is told', () => {
  const spec = resolveSpec({
    version: 1,
    name: 'shop',
    pattern: 'sidecar',
    metrics: [{ name: 'shop_rows', type: 'gauge', help: 'Rows.', sql: 'SELECT 1 AS value' }],
  });
  const checksOf = (success: string) =>
    Object.fromEntries(
      expositionChecks(`shop_scrape_collector_success{collector="sql"} ${success}\n`, spec),
    );
  for (const zero of ['0', '0.0']) {
    expect(checksOf(zero)['collector sql']).toMatchObject({ state: 'skipped' });
    expect(checksOf(zero).families!.details).not.toContain('shop_rows is missing.');
  }
  expect(checksOf('1')['collector sql']).toBeUndefined();
  expect(checksOf('1').families!.details).toContain('shop_rows is missing.');
});

test('a convention that exporter.yaml allows to break is no failure, and neither is what promtool says of it', () => {
  const minutes = { name: 'shop_wait_minutes', type: 'gauge', help: 'Wait.' } as const;
  const input: SpecInput = { version: 1, name: 'shop', pattern: 'batch', metrics: [minutes] };
  const allow = { 'metric-units': 'The dashboards of the shop ask for it.' };
  const text = `${[...OWN, ...rows(minutes.name, 'gauge', 'Wait.', `${minutes.name} 1`)].join('\n')}\n`;
  const verdict = (spec: SpecInput) =>
    Object.fromEntries(expositionChecks(text, resolveSpec(spec))).conventions!.state;
  expect(verdict(input)).toBe('failed');
  expect(verdict({ ...input, allow })).toBe('passed');
  expect([...allowedRemarks(text, resolveSpec({ ...input, allow }))]).toEqual([
    'shop_wait_minutes use base unit "seconds" instead of "minutes"',
  ]);
  expect([...allowedRemarks(text, resolveSpec(input))]).toEqual([]);
  expect([...allowedRemarks('{', resolveSpec({ ...input, allow }))]).toEqual([]);
});
