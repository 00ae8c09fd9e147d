import { ownFamilies } from '../spec/own-families.ts';
import type { ExporterSpec, Metric } from '../spec/spec.ts';
import { hasKnownSeries } from './metric-traits.ts';

/** When a family of a batch job is part of what is pushed. */
export function pushedWhen(family: Metric, spec: ExporterSpec): string {
  const { jobLastSuccess, jobStageDuration } = ownFamilies(spec);
  if (family.name === jobLastSuccess!.name) return 'by runs that succeed';
  if (family.name === jobStageDuration!.name) return 'for each stage that was begun';
  const metric = spec.metrics.find(({ name }) => name === family.name);
  if (metric === undefined) return 'by every run';
  if (metric.type === 'gauge') return 'by runs that set it';
  const isKnown = Object.keys(metric.labels).length === 0 || hasKnownSeries(metric);
  return isKnown ? 'by every run, beginning at 0' : 'with the first event of each label set';
}
