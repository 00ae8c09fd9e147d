import { describe, expect, it } from 'vitest';
import { lintExposition } from '../../../src/conventions/exposition.ts';
import { RULES } from '../../../src/conventions/index.ts';
import { FAMILY_RULE_IDS } from '../../../src/conventions/rule-ids.ts';
import { readText } from '../../support/lint-text.ts';

/** `level rule subject` of every finding. */
async function found(text: string): Promise<string[]> {
  const { families } = await readText(text);
  return lintExposition(families, 'x').map(
    ({ level, rule, subject, count }) =>
      `${level} ${rule} ${subject}${count === undefined ? '' : ` ×${count}`}`,
  );
}

const family = (name: string, type: string, ...samples: string[]) =>
  `# HELP ${name} Help.\n# TYPE ${name} ${type}\n${samples.map((sample) => `${sample}\n`).join('')}`;

it('of a family whose labels differ series are spoken of', async () => {
  const { families } = await readText(family('a', 'gauge', 'a{x="1"} 1', 'a 2'));
  const [finding] = lintExposition(families, 'x');
  expect(finding!.message).toBe('Some series of the family lack the label "x".');
});

it('the ids that the command line knows are those of the rules', () => {
  expect(RULES.map(({ id }) => id)).toEqual(FAMILY_RULE_IDS);
});

describe('the findings about an exposition', () => {
  it.each([
    ['nothing', family('shop_orders_total', 'counter', 'shop_orders_total 1'), []],
    [
      'promtool’s rules are errors',
      family('shop_orders', 'counter', 'shop_orders 1'),
      ['error counter shop_orders'],
    ],
    [
      'labels are counted by metric',
      family('a', 'gauge', 'a{fooBar="1",le="1"} 1', 'a{fooBar="2"} 1', 'a{fooBar="3"} 1'),
      ['error reserved a', 'error camel-case a ×3', 'warning labels-differ a'],
    ],
    [
      'labels that some metrics lack; what a type writes itself is none',
      family('a_total', 'counter', 'a_total{x="1",y="2"} 0', 'a_total{x="1"} 3', 'a_total 2') +
        family(
          'b',
          'histogram',
          'b_bucket{le="+Inf",x="1"} 1',
          'b_bucket{le="1",x="1"} 1',
          'b_sum{x="1"} 1',
          'b_count{x="1"} 1',
        ),
      ['warning labels-differ a_total'],
    ],
    [
      'the same series twice and three times',
      family('a', 'gauge', 'a{x="1"} 1', 'a{x="1"} 2', 'b 1', 'b 1', 'b 1'),
      ['error duplicate a', 'error help b', 'error duplicate b ×2'],
    ],
    [
      'ours are warnings',
      family('a', 'gauge', 'a{user_id="1",success="true"} 1'),
      ['warning label-cardinality a', 'warning success-label a'],
    ],
    [
      'series are counted',
      family('a', 'gauge', ...Array.from({ length: 101 }, (_, index) => `a{x="${index}"} 1`)),
      ['warning series-budget a'],
    ],
    [
      'a native histogram shows no bounds',
      family('a', 'histogram', 'a_bucket{le="+Inf"} 1', 'a_sum 1', 'a_count 1') +
        family('c', 'histogram', 'c_sum 0', 'c_count 0'),
      [],
    ],
    [
      'bounds as they stand',
      family('a', 'histogram', 'a_bucket{le="2"} 1', 'a_bucket{le="1"} 1', 'a_bucket{le="+Inf"} 1'),
      ['warning buckets a'],
    ],
    ['quantiles', family('a', 'summary', 'a{quantile="50"} 1'), ['warning quantiles a']],
    [
      'names that clash',
      family('a', 'gauge', 'a 1') + family('a_total', 'counter', 'a_total 1'),
      ['warning name-invalid a_total'],
    ],
    [
      'a subsystem may be called like a label, and a stage is one of a job',
      family('a_cpu_seconds_total', 'counter', 'a_cpu_seconds_total{cpu="0"} 1') +
        family(
          'a_scrape_collector_success',
          'gauge',
          'a_scrape_collector_success{collector="x"} 1',
        ) +
        family('a_job_duration_seconds', 'gauge', 'a_job_duration_seconds{stage="x"} 1'),
      [],
    ],
    ['identities are what an _info is for', family('a_info', 'gauge', 'a_info{id="1"} 1'), []],
    [
      'creation times belong to their family',
      family('a_total', 'counter', 'a_total 1') + family('a_created', 'gauge', 'a_created 1'),
      [],
    ],
    [
      'client libraries are spared ours, not promtool’s',
      family('process_start_time', 'gauge', 'process_start_time{id="1"} 1') +
        family('go_gc_ms', 'gauge', 'go_gc_ms 1'),
      ['error unit-abbreviations go_gc_ms'],
    ],
    ['no prefix is asked for', family('up', 'gauge', 'up 1'), []],
  ])('%s', async (_, text, expected) => {
    expect(await found(text)).toEqual(expected);
  });
});
