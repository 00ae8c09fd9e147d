import type { MetricInput, Pattern } from './schema.ts';
import type { Metric } from './spec.ts';

/** The quantile that histograms are read with. */
export const HISTOGRAM_QUANTILE = 0.95;

/** The least and the greatest value that the alert of a metric can see. */
export function alertRange({
  type,
  buckets,
  quantiles,
}: Pick<Metric, 'type' | 'buckets' | 'quantiles'>): [least: number, greatest: number] {
  if (type === 'counter') return [0, Infinity];
  if (type === 'histogram') {
    // Prometheus interpolates from 0 in the lowest bucket, and beyond the highest bound it gives that bound.
    const lowest = buckets[0]!;
    return [lowest > 0 ? HISTOGRAM_QUANTILE * lowest : lowest, buckets.at(-1)!];
  }
  // An average is worked out from the rate of a sum, which must not fall.
  return type === 'summary' && quantiles.length === 0 ? [0, Infinity] : [-Infinity, Infinity];
}

const READ_AS = {
  counter: 'rate',
  gauge: 'value',
  histogram: '95th percentile',
  summary: 'average',
} as const;

/** Seconds that a rule looks back on for a rate: at least four scrapes a minute apart. */
export const RATE_RANGE = 300;

/** Seconds over which rare events are counted: longer than any sensible wait. */
export const RARE_RANGE = 900;

/**
 * Whether one event in the time of a rate is beyond the bound. Its rate is no longer there when the alert has waited for as
 * long, so it is asked how much the counter increased in a longer time.
 */
export function isRare(
  { type }: Pick<MetricInput, 'type'>,
  { above }: NonNullable<MetricInput['alert']>,
  pattern: Pattern | undefined,
): boolean {
  // What a job counted in one run is not asked for its rate.
  if (pattern === 'batch') return false;
  return type === 'counter' && above !== undefined && above >= 0 && above * RATE_RANGE < 1;
}

/** The labels Prometheus puts on every alert, over those of the series. */
const LABELS_OF_ALERTS = ['alertname', 'severity'];

/** Why the alert of a metric would be of no use, as a sentence, or undefined. */
export function alertProblem(
  alert: NonNullable<MetricInput['alert']>,
  metric: Metric,
): string | undefined {
  // Two series that differ in nothing else would become one alert, which Prometheus refuses along with the rule.
  const taken = LABELS_OF_ALERTS.find((label) => Object.hasOwn(metric.labels, label));
  if (taken !== undefined) {
    return `Every alert has a label "${taken}" of its own, so ${metric.name} cannot have one as well: call it otherwise, or leave the alert out.`;
  }
  const [least, greatest] = alertRange(metric);
  const never = (side: 'above' | 'below', bound: number) =>
    `The alert of ${metric.name} would never fire: its ${READ_AS[metric.type]} is never ${side} ${bound}.`;
  if (alert.above !== undefined && alert.above >= greatest) return never('above', greatest);
  if (alert.below !== undefined && alert.below <= least) return never('below', least);
  return undefined;
}
