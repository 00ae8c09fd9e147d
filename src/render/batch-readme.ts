import { ownFamilies } from '../spec/own-families.ts';
import type { ExporterSpec, Metric } from '../spec/spec.ts';
import { hasKnownSeries } from './metric-traits.ts';

/** When a family of a batch job is part of what is pushed. */
export function pushedWhen(family: Metric, spec: ExporterSpec): string {
  const { jobLastSuccess, jobStageDuration } = ownFamilies(spec);
  if (family.name === jobLastSuccess!.name) return 'by runs that succeed';
  if (family.name === jobStageDuration!.name) return 'for each stage that was begun';
  if (!spec.metrics.some((metric) => metric.name === family.name)) return 'by every run';
  const isKnown = Object.keys(family.labels).length === 0 || hasKnownSeries(family, 'batch');
  return isKnown ? 'by every run, beginning at 0' : 'with the first event of each label set';
}

/** Questions about the runs of a job. What is pushed stays as it is until the next run, so `rate()` says nothing here. */
export function batchQueries(spec: ExporterSpec): { question: string; promql: string }[] {
  const { jobLastSuccess, jobLastCompletion, jobStageDuration } = ownFamilies(spec);
  return [
    {
      question: 'Hours since the job last succeeded',
      promql: `(time() - ${jobLastSuccess!.name}) / 3600`,
    },
    {
      question: 'Jobs whose last run did not succeed',
      promql: `${jobLastCompletion!.name} > (${jobLastSuccess!.name} or 0 * ${jobLastCompletion!.name})`,
    },
    {
      question: 'The stage that took longest',
      promql: `topk(1, ${jobStageDuration!.name})`,
    },
    ...spec.metrics.slice(0, 2).map(lastRunQuery),
  ];
}

function lastRunQuery({ name, type, labels }: Metric): { question: string; promql: string } {
  if (type === 'histogram' || type === 'summary') {
    return {
      question: `${name}: average of the last run`,
      promql: `sum(${name}_sum) / sum(${name}_count)`,
    };
  }
  const label = Object.keys(labels)[0];
  return label === undefined
    ? { question: `${name} of the last run`, promql: name }
    : { question: `${name} of the last run, by ${label}`, promql: `sum by (${label}) (${name})` };
}
