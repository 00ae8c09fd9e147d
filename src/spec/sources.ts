import type { CollectorName, MetricInput } from './schema.ts';
import type { Metric } from './spec.ts';

/** Collectors that read the metrics of the spec; the others bring families of their own. */
const METRIC_SOURCES = ['sql', 'json-api', 'log', 'custom'] as const;
export type MetricSource = (typeof METRIC_SOURCES)[number] & CollectorName;

/** The collectors a metric names; a sound metric names one at most. */
export function sourcesOf(metric: Metric | MetricInput): MetricSource[] {
  return METRIC_SOURCES.filter((source) => metric[source] !== undefined);
}

/** The collector that reads a metric, or undefined where the program records it itself. */
export function sourceOf(metric: Metric | MetricInput): MetricSource | undefined {
  return sourcesOf(metric)[0];
}
