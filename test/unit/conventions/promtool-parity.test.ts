import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Family, FamilyType } from '../../../src/conventions/index.ts';
import { PROMTOOL_RULES } from '../../../src/conventions/index.ts';
import { baseUnit } from '../../../src/conventions/units.ts';
import { METRIC_TYPES } from '../../../src/spec/schema.ts';
import { findTool } from '../../support/tools.ts';
import { CONTEXT, metric } from './metric.ts';

const TYPES: FamilyType[] = [...METRIC_TYPES, 'untyped'];

/** No name may be another one with the suffix of a sample: promtool would read both as one family. */
const NAMES = [
  ...['orders_total', 'waiting', 'queue_count', 'queue_sum', 'queue_bucket', 'a_total_sum'],
  ...['_total', '_bucket', '_sum', '_count', 'a__b', 'x_', 'UP_TIME'],
  ...[
    'a_ms',
    'a_Ms_b',
    'ms',
    'a_s',
    'sec_x',
    'a_sec',
    'a_ms_kb_d',
    'a_1m',
    'plan_b_orders',
    'a_h_',
  ],
  ...['a_mebibytes', 'a_mibibytes', 'a_gibibytes', 'a_gebibytes', 'a_exabytes', 'a_kilograms'],
  ...['a_kelvin', 'a_kelvins', 'a_kilokelvins', 'a_bytes_per_x'],
  ...[
    'A_Milliseconds',
    'milliseconds',
    'a_bits',
    'a_hours_b',
    'a_metres',
    'a_kilometres',
    'a_watts',
  ],
  ...['a_millidays', 'a_percent', 'a_constructor', 'a_megaamperes', 'miles_x', 'a_rankine_x'],
  ...['counter', 'counter_x', 'a_counter', 'a_counter_total', 'a_Gauge', 'a_gauge_b', 'a_summary'],
  ...['a_histogram_b', 'a_untyped', 'a_gauge_histogram', 'a_gauges', '_gauge'],
  ...['a:b', ':', 'job:requests:rate5m_total', 'httpRequests', 'aB:c_ms_total', 'ABC', 'a_Bc'],
];

const LABELS: Family['labels'][] = [
  {},
  { method: ['a'] },
  { fooBar: ['a'], bazQux: ['b'] },
  { le: ['1'] },
  { quantile: ['0.5'], le: ['1'] },
];

/** Text with one sample per family, so that promtool repeats nothing; histograms and summaries need two. */
function exposition(families: readonly Family[]): string {
  return families.map(familyText).join('');
}

function familyText({ name, type, help, labels }: Family): string {
  const set = Object.entries(labels).map(([label, values]) => `${label}="${values[0]}"`);
  const sample = (suffix: string, extra: string[] = []) =>
    `${name}${suffix}{${[...set, ...extra].join(',')}} 1\n`;
  const head = `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`;
  // A sum alone is a family already, and its labels stay one set: buckets would make another.
  if (type === 'histogram' || type === 'summary') return head + sample('_sum') + sample('_count');
  return head + sample('');
}

function ours(families: readonly Family[]): string[] {
  return families
    .flatMap((family) => PROMTOOL_RULES.flatMap((rule) => rule.check(family, CONTEXT)))
    .map(({ subject, message }) => `${subject} ${message}`)
    .sort();
}

function promtool(families: readonly Family[]): string[] {
  const { status, stderr } = spawnSync(findTool('promtool')!, ['check', 'metrics'], {
    input: exposition(families),
    encoding: 'utf8',
  });
  const lines = stderr.split('\n').filter((line) => line !== '');
  expect(status, stderr).toBe(lines.length === 0 ? 0 : 3);
  return lines.sort();
}

const installed = findTool('promtool') !== undefined;

it.runIf(process.env.CI === 'true')('CI has promtool, so that parity is checked', () => {
  expect(installed).toBe(true);
});

describe.each(TYPES)('the findings of promtool about a %s', (type) => {
  it('for a table of names', ({ skip }) => {
    skip(!installed, 'promtool is not installed');
    const families = NAMES.map((name) => metric({ name, type }));
    expect(ours(families)).toEqual(promtool(families));
  });

  it('for labels and empty help', ({ skip }) => {
    skip(!installed, 'promtool is not installed');
    // The own label of a type makes no sense in promtool's text: there it is part of the format.
    const own = { histogram: 'le', summary: 'quantile' }[type as string];
    const families = LABELS.filter((labels) => own === undefined || !(own in labels)).flatMap(
      (labels, index) => [
        metric({ name: `a${index}_total`, type, labels }),
        metric({ name: `b${index}`, type, labels, help: index % 2 === 0 ? '' : ' \t' }),
      ],
    );
    expect(ours(families)).toEqual(promtool(families));
  });

  it('for 500 names made of what the rules look for', ({ skip }) => {
    skip(!installed, 'promtool is not installed');
    const parts = fc.array(
      fc.constantFrom(
        ...[
          'ms',
          's',
          'B',
          'kb',
          'milliseconds',
          'seconds',
          'bits',
          'kilobytes',
          'days',
          'mibibits',
        ],
        ...[
          'counter',
          'Gauge',
          'histogram',
          'total',
          'count',
          'sum',
          'bucket',
          'aB',
          'a:b',
          '',
          'x',
        ],
      ),
      { minLength: 1, maxLength: 5 },
    );
    // promtool 2.42 decides by a random unit where a name has several; newer ones by the first.
    const oneUnit = parts.filter((words) => words.filter((word) => baseUnit(word)).length <= 1);
    // The number in front keeps the names from being one another's samples.
    const families = fc
      .sample(oneUnit, { numRuns: 500, seed: 1 })
      .map((words, index) => metric({ name: `n${index}_${words.join('_')}`, type }));
    expect(ours(families)).toEqual(promtool(families));
  });
});
