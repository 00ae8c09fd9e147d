import {
  COLLECTORS,
  type CollectorName,
  type MetricInput,
  type MetricType,
  type SpecInput,
} from './schema.ts';
import type { Metric } from './spec.ts';

/** Collectors that read the metrics of the spec; the others bring families of their own. */
export const METRIC_SOURCES = ['sql', 'json-api', 'log', 'custom'] as const;
export type MetricSource = (typeof METRIC_SOURCES)[number] & CollectorName;

/** The types of the values each of them can read. */
export const SOURCE_TYPES: Record<MetricSource, readonly MetricType[]> = {
  sql: ['counter', 'gauge'],
  'json-api': ['counter', 'gauge'],
  log: ['counter', 'histogram'],
  custom: ['counter', 'gauge'],
};

/** The collectors a metric names; a sound metric names one at most. */
export function sourcesOf(metric: Metric | MetricInput): MetricSource[] {
  return METRIC_SOURCES.filter((source) => metric[source] !== undefined);
}

/** The collector that reads a metric, or undefined where the program records it itself. */
export function sourceOf(metric: Metric | MetricInput): MetricSource | undefined {
  return sourcesOf(metric)[0];
}

/** In a sidecar every metric is read by a collector: by your own code, where nothing else is said. */
export function withSource(metric: MetricInput, pattern: SpecInput['pattern']): MetricInput {
  const isRead = pattern === 'sidecar' && sourceOf(metric) === undefined;
  return isRead ? { ...metric, custom: true } : metric;
}

/** The collectors asked for and those that some metric is read by, in the order of the format. */
export function usedCollectors(input: Partial<SpecInput>): CollectorName[] {
  const wanted = new Set<CollectorName | undefined>([
    ...(input.collectors ?? []),
    ...(input.metrics ?? []).map((metric) => sourceOf(withSource(metric, input.pattern))),
  ]);
  return COLLECTORS.filter((name) => wanted.has(name));
}
