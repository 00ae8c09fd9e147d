import type { Pattern } from '../spec/schema.ts';
import { sourceOf } from '../spec/sources.ts';
import type { Metric } from '../spec/spec.ts';

/** The program records it itself, as opposed to a metric that a collector reads. */
export function isEvent(metric: Metric): boolean {
  return sourceOf(metric) === undefined;
}

/** Labelled, and every combination is known, so each is exposed from the start; a gauge that nobody has set has no value to show. */
export function hasKnownSeries(metric: Metric): boolean {
  const values = Object.values(metric.labels);
  return (
    isEvent(metric) &&
    metric.type !== 'gauge' &&
    values.length > 0 &&
    values.every((known) => known.length > 0)
  );
}

/**
 * A gauge without labels, which clients begin at 0. In a batch job that would be pushed by a run that fails before it
 * sets the gauge, and replace the value of the last good run in the gateway.
 */
export function startsUnset(metric: Metric, pattern: Pattern): boolean {
  return (
    pattern === 'batch' &&
    isEvent(metric) &&
    metric.type === 'gauge' &&
    Object.keys(metric.labels).length === 0
  );
}

export function hasQuantiles(metric: Metric): boolean {
  return metric.quantiles.length > 0;
}
