import { METRIC_SOURCES } from '../spec/sources.ts';
import type { ExporterSpec } from '../spec/spec.ts';

/** What could be counted or measured next: name without namespace, and how `add metric` takes it. */
const EXAMPLES: Record<ExporterSpec['pattern'], [name: string, type: string, rest: string]> = {
  application: ['logins_total', 'counter', '{method=password|token} Logins.'],
  sidecar: ['waiting_jobs', 'gauge', ' Jobs that wait for a worker.'],
  batch: ['rejected_records_total', 'counter', '{reason=format|duplicate} Records rejected.'],
};

/** A metric that can be added to a project, as `add metric` takes it; under another name where there is such a one. */
export function exampleMetric({ pattern, namespace, metrics }: ExporterSpec): string {
  const [name, type, rest] = EXAMPLES[pattern];
  const taken = new Set(metrics.map((metric) => metric.name));
  let words = name;
  while (taken.has(`${namespace}_${words}`)) words = `other_${words}`;
  return `${type} ${namespace}_${words}${rest}`;
}

/** The collectors that read what metrics of exporter.yaml say; the owner's code does so by itself. */
export function namedSources({ collectors }: ExporterSpec): string {
  const names = METRIC_SOURCES.filter((name) => name !== 'custom' && collectors.includes(name));
  const words = names.map((name) => `\`${name}\``);
  return [words.slice(0, -1).join(', '), words.at(-1)].filter(Boolean).join(' or ');
}
