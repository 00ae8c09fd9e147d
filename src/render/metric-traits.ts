import type { Metric } from '../spec/spec.ts';

/** The program records it itself, as opposed to a metric that a collector reads. */
export function isEvent(metric: Metric): boolean {
  return metric.sql === undefined;
}

/** Labelled, and every combination is known, so each is exposed from the start. */
export function hasKnownSeries(metric: Metric): boolean {
  const values = Object.values(metric.labels);
  return (
    isEvent(metric) &&
    metric.type !== 'gauge' &&
    values.length > 0 &&
    values.every((known) => known.length > 0)
  );
}

export function hasQuantiles(metric: Metric): boolean {
  return metric.quantiles.length > 0;
}
