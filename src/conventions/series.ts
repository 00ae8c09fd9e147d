import { collectorFamilies } from '../spec/collector-families.ts';
import { ownFamilies } from '../spec/own-families.ts';
import type { ExporterSpec, HttpMetrics } from '../spec/spec.ts';
import type { Family } from './rule.ts';

/** How many values an open label is counted with. */
export const OPEN_LABEL_VALUES = 10;

/**
 * How many series one metric will have, at most: every combination of its labels, where known values
 * count as listed and an open label counts as 10 values. A histogram has one series per bucket, one for
 * `+Inf`, and sum and count; a summary one per quantile, and sum and count. `_created` series are not
 * counted: the generated code switches them off.
 * Source: https://prometheus.io/docs/practices/instrumentation/#do-not-overuse-labels
 */
export function estimateSeries(
  metric: Pick<Family, 'type' | 'labels' | 'buckets' | 'quantiles'>,
): number {
  const combinations = Object.values(metric.labels).reduce(
    (product, values) => product * (values.length === 0 ? OPEN_LABEL_VALUES : values.length),
    1,
  );
  return combinations * seriesPerCombination(metric);
}

/**
 * How many series one exporter will have: those of the metrics of its spec, and those its program and collectors bring.
 * The HTTP metrics are left out, see `seriesPerRequestKind`, and so are those of the language's own runtime.
 */
export function estimateTotal(spec: ExporterSpec): {
  own: number;
  brought: number;
  /** Whether open labels are among what was counted. */
  hasOpenLabels: boolean;
} {
  const collectors = Object.values(collectorFamilies(spec))
    .flat()
    .map((family) => ({ ...family, buckets: [], quantiles: [] }));
  const hasOpenLabels = [...spec.metrics, ...collectors].some(({ labels }) =>
    Object.values(labels).some((values) => values.length === 0),
  );
  return { own: sum(spec.metrics), brought: programSeries(spec) + sum(collectors), hasOpenLabels };
}

/** How many of them its program brings, whatever it reads. */
export function programSeries(spec: ExporterSpec): number {
  const { requests: _requests, duration: _duration, buildInfo, ...fixed } = ownFamilies(spec);
  // Its labels are open, but one program has one version.
  const builds = { ...buildInfo, labels: {} };
  return sum([builds, ...Object.values(fixed)]);
}

function sum(families: readonly Parameters<typeof estimateSeries>[0][]): number {
  return families.reduce((total, family) => total + estimateSeries(family), 0);
}

/**
 * Series of the HTTP metrics for each combination of method, route and status that is really answered. How many there
 * are depends on the routes of the application, so a total would be a guess.
 */
export function seriesPerRequestKind(http: Pick<HttpMetrics, 'buckets'>): number {
  return 1 + seriesPerCombination({ type: 'histogram', buckets: http.buckets, quantiles: [] });
}

function seriesPerCombination({
  type,
  buckets,
  quantiles,
}: Pick<Family, 'type' | 'buckets' | 'quantiles'>): number {
  if (type === 'histogram') return buckets.length + 1 + 2;
  if (type === 'summary') return quantiles.length + 2;
  return 1;
}
