import type { Pattern } from '../spec/schema.ts';
import { sourceOf } from '../spec/sources.ts';
import type { Metric } from '../spec/spec.ts';

/** The program records it itself, as opposed to a metric that a collector reads. */
export function isEvent(metric: Metric): boolean {
  return sourceOf(metric) === undefined;
}

/**
 * Labelled, and every combination is known, so each is exposed from the start. A gauge that nobody has set has no value
 * to show; in a batch job it reads 0, or the gateway would go on with the value of the run before.
 */
export function hasKnownSeries(metric: Metric, pattern: Pattern): boolean {
  const values = Object.values(metric.labels);
  return (
    isEvent(metric) &&
    (metric.type !== 'gauge' || pattern === 'batch') &&
    values.length > 0 &&
    values.every((known) => known.length > 0)
  );
}

export function hasQuantiles(metric: Metric): boolean {
  return metric.quantiles.length > 0;
}
