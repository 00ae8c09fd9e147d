import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Family, FamilyType } from '../../../src/conventions/index.ts';
import { PROMTOOL_RULES } from '../../../src/conventions/index.ts';
import { METRIC_TYPES } from '../../../src/spec/schema.ts';
import { requireTool } from '../../support/tools.ts';
import { CONTEXT, metric } from './metric.ts';

const TYPES: FamilyType[] = [...METRIC_TYPES, 'gauge_histogram', 'untyped'];

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

/** No help text, and what is one to promtool though nobody sees it. */
const HELPS = ['', '\u00a0', '\u200b', '\u0001', '\\n'];

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
  if (['histogram', 'gauge_histogram', 'summary'].includes(type))
    return head + sample('_sum') + sample('_count');
  return head + sample('');
}

/** As it is read: what an exposition does not show is held to more by some rules. */
const exposed = (given: Partial<Family>): Family =>
  metric({ ...given, observed: { series: 1, metrics: 1, labelUse: new Map(), repeated: 0 } });

function ours(families: readonly Family[]): string[] {
  return families
    .flatMap((family) => PROMTOOL_RULES.flatMap((rule) => rule.check(family, CONTEXT)))
    .map(({ subject, message }) => `${subject} ${message}`)
    .sort();
}

function promtool(families: readonly Family[]): string[] {
  const { status, stderr } = spawnSync(requireTool('promtool3'), ['check', 'metrics'], {
    input: exposition(families),
    encoding: 'utf8',
  });
  const lines = stderr.split('\n').filter((line) => line !== '');
  expect(status, stderr).toBe(lines.length === 0 ? 0 : 3);
  return lines.sort();
}

describe.each(TYPES)('the findings of promtool about a %s', (type) => {
  it('for a table of names', () => {
    const families = NAMES.map((name) => exposed({ name, type }));
    expect(ours(families)).toEqual(promtool(families));
  });

  it('for labels and empty help', () => {
    // The own label of a type makes no sense in promtool's text: there it is part of the format.
    const own = { histogram: 'le', gauge_histogram: 'le', summary: 'quantile' }[type as string];
    const families = LABELS.filter((labels) => own === undefined || !(own in labels)).flatMap(
      (labels, index) => [
        exposed({ name: `a${index}_total`, type, labels }),
        exposed({ name: `b${index}`, type, labels, help: HELPS[index]! }),
      ],
    );
    expect(ours(families)).toEqual(promtool(families));
  });

  it('for 500 names made of what the rules look for', () => {
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
          'mebibits',
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
    // The number in front keeps the names from being one another's samples.
    const families = fc
      .sample(parts, { numRuns: 500, seed: 1 })
      .map((words, index) => exposed({ name: `n${index}_${words.join('_')}`, type }));
    expect(ours(families)).toEqual(promtool(families));
  });
});
