import { describe, expect, it } from 'vitest';
import { naturalQuery, pushedQuery, typed } from '../../../src/monitoring/natural-query.ts';
import {
  compare,
  divide,
  type Expr,
  orZero,
  quantile,
  rate,
  selector,
  sumBy,
  value,
} from '../../../src/monitoring/promql.ts';
import { family } from '../../../src/spec/family.ts';
import { resolveMetric } from '../../../src/spec/resolve.ts';

const orders = family('orders_total', 'counter', 'Orders.');
const carts = family('open_carts', 'gauge', 'Carts.');
const scope = { where: { job: 'shop' }, range: '5m' };

describe('a query', () => {
  it('cannot be written for a metric of another type', () => {
    // @ts-expect-error a gauge has no rate
    rate(carts, scope);
    // @ts-expect-error a counter has no value worth showing
    value(orders, {});
    // @ts-expect-error only histograms have buckets
    quantile(0.95, orders, [], scope);
    // @ts-expect-error a name alone is no family
    value('open_carts', {});
    // @ts-expect-error text is no expression, so a name that does not exist cannot get into a rule
    const typo: Expr = 'rate(odrers_total[5m])';
    expect(typo).toBe('rate(odrers_total[5m])');
  });

  it('quotes what labels are compared with', () => {
    expect(selector('x', { a: 'say "hi"\\\n', b: { matches: '5..' } })).toBe(
      String.raw`x{a="say \"hi\"\\\n", b=~"5.."}`,
    );
    expect(selector('x')).toBe('x');
  });

  it('is written over several lines where one would be too long', () => {
    const long = sumBy(['job'], rate(family(`${'x'.repeat(60)}_total`, 'counter', ''), scope));
    expect(compare(divide(rate(orders, scope), value(carts, {})), '>', 1)).toBe(
      'rate(orders_total{job="shop"}[5m]) / open_carts > 1',
    );
    expect(divide(orZero(long, long), long)).toBe(
      `(\n  ${long}\n  or\n  0 * ${long}\n)\n/\n${long}`,
    );
  });
});

describe('the natural query', () => {
  const metric = (type: 'summary' | 'counter' | 'gauge' | 'histogram', quantiles?: number[]) =>
    typed(
      resolveMetric({
        name: type === 'counter' ? 'x_total' : 'x',
        type,
        help: 'X.',
        labels: { a: [] },
        ...(quantiles && { quantiles }),
      }),
    );

  it.each([
    ['counter', metric('counter'), 'sum by (a) (rate(x_total[5m]))', 'x_total'],
    ['gauge', metric('gauge'), 'x', 'x'],
    [
      'histogram',
      metric('histogram'),
      'histogram_quantile(0.95, sum by (le, a) (rate(x_bucket[5m])))',
      'histogram_quantile(0.95, sum by (le, a) (x_bucket))',
    ],
    [
      'summary',
      metric('summary'),
      'sum by (a) (rate(x_sum[5m])) / sum by (a) (rate(x_count[5m]))',
      'x_sum / x_count',
    ],
  ])('of a %s depends on its type, and on whether it was pushed', (_, subject, scraped, pushed) => {
    expect(naturalQuery(subject, ['a'], { where: {}, range: '5m' }).expr).toBe(scraped);
    expect(pushedQuery(subject, ['a'], { where: {} }).expr).toBe(pushed);
  });

  it('of a summary with quantiles is the highest of them', () => {
    const summary = metric('summary', [0.5, 0.99, 0.9]);
    expect(naturalQuery(summary, [], scope).expr).toBe('x{job="shop", quantile="0.99"}');
  });
});
