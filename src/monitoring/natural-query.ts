import { HISTOGRAM_QUANTILE } from '../spec/alert-values.ts';
import type { AnyFamily, Family } from '../spec/family.ts';
import type { Metric } from '../spec/spec.ts';
import {
  ageIfSet,
  divide,
  type Expr,
  type Matchers,
  observationRate,
  pushedCount,
  pushedParts,
  pushedQuantile,
  quantile,
  rate,
  type Scope,
  sumBy,
  summaryQuantile,
  sumRate,
  value,
} from './promql.ts';

/** What a metric is usually asked, by its type. */
export interface NaturalQuery {
  /** In words, the name of the metric left out: `per second`. */
  asks: string;
  expr: Expr;
}

/** A family whose type can be told apart; the one place where a metric of the spec becomes one. */
export function typed(metric: Metric): AnyFamily {
  return metric as AnyFamily;
}

/** A gauge that holds a point in time, so that its age is what it tells. */
export function isTime({ name, type }: Pick<AnyFamily, 'name' | 'type'>): boolean {
  return type === 'gauge' && name.endsWith('_timestamp_seconds');
}

/** The age of a point in time, any other gauge as it is. */
export function gaugeValue(family: Family<'gauge'>, where: Matchers): Expr {
  return isTime(family) ? ageIfSet(family, where) : value(family, where);
}

/**
 * The query a metric is usually read with: a counter as rate per second, a gauge as its value or age, a histogram as 95th
 * percentile, a summary as its highest quantile or its average.
 * @param by labels that counters and histograms are summed up by
 */
export function naturalQuery(family: AnyFamily, by: readonly string[], scope: Scope): NaturalQuery {
  switch (family.type) {
    case 'counter':
      return { asks: 'per second', expr: sumBy(by, rate(family, scope)) };
    case 'gauge':
      return {
        asks: isTime(family) ? 'seconds since then' : 'now',
        expr: gaugeValue(family, scope.where),
      };
    case 'histogram':
      return { asks: '95 % are below', expr: quantile(HISTOGRAM_QUANTILE, family, by, scope) };
    case 'summary': {
      if (family.quantiles.length > 0) {
        const q = Math.max(...family.quantiles);
        return { asks: `quantile ${q}`, expr: summaryQuantile(q, family, scope.where) };
      }
      const sum = sumBy(by, sumRate(family, scope));
      return { asks: 'average', expr: divide(sum, sumBy(by, observationRate(family, scope))) };
    }
  }
}

/** The same for what a batch job pushed: it stays as it is until the next run, so there is no use for `rate()`. */
export function pushedQuery(
  family: AnyFamily,
  by: readonly string[],
  { where }: Pick<Scope, 'where'>,
): NaturalQuery {
  switch (family.type) {
    case 'counter':
      return { asks: 'of the last run', expr: pushedCount(family, where) };
    case 'gauge':
      return {
        asks: isTime(family) ? 'seconds since then' : 'of the last run',
        expr: gaugeValue(family, where),
      };
    case 'histogram':
      return {
        asks: 'in the last run 95 % were below',
        expr: pushedQuantile(HISTOGRAM_QUANTILE, family, by, where),
      };
    case 'summary': {
      const { sum, count } = pushedParts(family, where);
      return { asks: 'average of the last run', expr: divide(sum, count) };
    }
  }
}
