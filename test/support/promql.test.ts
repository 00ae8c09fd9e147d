import { expect, it } from 'vitest';
import { parseExposition } from './exposition.ts';
import { typeFault } from './metric-types.ts';
import { selectorsOf } from './promql.ts';

it('finds the selectors of an expression', () => {
  const expression =
    'histogram_quantile(0.9, sum by (le) (rate(a_bucket{job=~"$job", x!="1"}[5m] offset 1h))) > on() group_left b:c or time() - d > 3';
  expect(selectorsOf(expression)).toEqual([
    {
      metric: 'a_bucket',
      matchers: [
        { label: 'job', operator: '=~', value: '$job' },
        { label: 'x', operator: '!=', value: '1' },
      ],
      text: 'a_bucket{job=~"$job", x!="1"}',
      range: '5m',
      within: ['rate', 'sum', 'histogram_quantile'],
    },
    { metric: 'b:c', matchers: [], text: 'b:c', range: undefined, within: [] },
    { metric: 'd', matchers: [], text: 'd', range: undefined, within: [] },
  ]);
  expect(() => selectorsOf('rate(a[5m]')).toThrow('not PromQL');
});

const FAMILIES = parseExposition(`
# TYPE orders_total counter
orders_total 1
# TYPE carts gauge
carts 1
# TYPE time_seconds histogram
time_seconds_bucket{le="+Inf"} 1
# TYPE size_bytes summary
size_bytes{quantile="0.5"} 1
`);

it.each([
  'rate(orders_total[5m])',
  'absent(orders_total)',
  'carts > 3',
  'size_bytes{quantile="0.5"}',
  'rate(size_bytes_sum[5m]) / rate(size_bytes_count[5m])',
  'histogram_quantile(0.9, rate(time_seconds_bucket[5m]))',
  'up == 0',
  'x:rate5m',
])('%s suits the types', (expression) => {
  const faults = selectorsOf(expression).map((one) =>
    typeFault(one, FAMILIES, { recorded: new Set(['x:rate5m']) }),
  );
  expect(faults.filter(Boolean)).toEqual([]);
});

it.each([
  ['orders_total', 'without rate'],
  ['rate(carts[5m])', 'a rate of a gauge'],
  ['delta(orders_total[5m])', 'without rate'],
  ['histogram_quantile(0.9, rate(time_seconds_sum[5m]))', 'quantiles of a sum'],
  ['rate(time_seconds[5m])', 'no such metric'],
  ['rate(size_bytes_bucket[5m])', 'no such metric'],
  ['gone', 'no such metric'],
])('%s does not', (expression, fault) => {
  expect(typeFault(selectorsOf(expression)[0]!, FAMILIES)).toContain(fault);
});
