import { estimateSeries } from '../conventions/index.ts';
import { ownFamilies } from '../spec/own-families.ts';
import { sourceOf } from '../spec/sources.ts';
import type { ExporterSpec, Metric } from '../spec/spec.ts';
import { batchQueries, pushedWhen } from './batch-readme.ts';
import { markdownText } from './literals.ts';
import { optionsOf, type ProgramOption } from './program-options.ts';
import {
  broughtFamilies,
  dockerFlags,
  readWhen,
  scrapedWhen,
  sidecarQueries,
  upstreams,
} from './sidecar-readme.ts';

/** What the README of a project shows beyond the view of its code. */
export interface ReadmeView {
  families: { name: string; type: string; labels: string; help: string; appears: string }[];
  optionRows: ProgramOption[];
  queries: { question: string; promql: string }[];
  /** What is read when Prometheus scrapes, in words. */
  upstreams: string;
  /** What a container needs to reach what is read: lines of flags for `docker run`. */
  dockerFlags: string[];
  /** Series there are before anything happens, the runtime's own not counted. */
  firstSeries: number;
  /** Metrics whose series depend on open labels or on a first event, each in words. */
  growth: string[];
}

/** The tables of the README, from the same model as the code. */
export function readmeView(spec: ExporterSpec): ReadmeView {
  const own = Object.values(ownFamilies(spec));
  const brought = broughtFamilies(spec);
  const known = spec.metrics.filter((metric) => startsWithSeries(metric));
  return {
    families: [...spec.metrics, ...brought, ...own].map((family) => ({
      name: family.name,
      type: family.type,
      labels: labelsText(family),
      help: family.help,
      appears: appears(family, spec),
    })),
    upstreams: upstreams(spec),
    dockerFlags: dockerFlags(spec),
    optionRows: optionsOf(spec),
    queries: spec.pattern === 'batch' ? batchQueries(spec) : promqlExamples(spec),
    // Those of HTTP requests or of scrapes, and the build information.
    firstSeries:
      known.reduce((sum, metric) => sum + estimateSeries(metric), 0) +
      (spec.pattern === 'sidecar' ? 3 : 2) +
      spec.collectors.length * 4,
    growth: growthLines(spec),
  };
}

function labelsText({ labels, quantiles }: Metric): string {
  const parts = Object.entries(labels).map(([name, values]) =>
    values.length === 0 ? `\`${name}\`` : `\`${name}\` (${values.map(markdownText).join(', ')})`,
  );
  if (quantiles.length > 0) parts.push(`\`quantile\` (${quantiles.join(', ')})`);
  return parts.join(', ');
}

/** Whether series exist before the first event. */
function startsWithSeries(metric: Metric): boolean {
  if (sourceOf(metric) !== undefined) return false;
  const { type, labels } = metric;
  const values = Object.values(labels);
  return values.length === 0 || (type !== 'gauge' && values.every((list) => list.length > 0));
}

function appears(family: Metric, spec: ExporterSpec): string {
  if (spec.pattern === 'batch') return pushedWhen(family, spec);
  if (sourceOf(family) !== undefined) return readWhen(family);
  const scraped = scrapedWhen(family, spec);
  if (scraped !== undefined) return scraped;
  const isOwn = !spec.metrics.includes(family);
  if (startsWithSeries(family)) {
    return family.quantiles.length > 0
      ? 'from the start: count and sum as 0, quantiles as `NaN`'
      : 'from the start, as 0';
  }
  if (!isOwn) return 'with the first event of each label set';
  return family.type === 'gauge' ? 'from the start' : 'with the first request of each label set';
}

function growthLines({ metrics }: ExporterSpec): string[] {
  return metrics
    .filter((metric) => !startsWithSeries(metric))
    .map((metric) => {
      const labels = Object.keys(metric.labels).map((label) => `\`${label}\``);
      const each = labels.length > 0 ? ` for each ${labels.join(' and ')}` : '';
      return `${estimateSeries({ ...metric, labels: {} })}${each} of \`${metric.name}\``;
    });
}

/** At most five questions that the project's own metrics answer. */
function promqlExamples(spec: ExporterSpec): ReadmeView['queries'] {
  const examples = spec.metrics.map(naturalQuery).slice(0, 3);
  if (spec.pattern === 'sidecar') examples.push(...sidecarQueries(spec));
  if (spec.http) {
    const { requests, duration } = spec.http;
    examples.push(
      {
        question: 'Share of requests that fail',
        promql: `sum(rate(${requests}{status=~"5.."}[5m])) / sum(rate(${requests}[5m]))`,
      },
      {
        question: '95 % of the requests are answered within',
        promql: `histogram_quantile(0.95, sum by (le, route) (rate(${duration}_bucket[5m])))`,
      },
    );
  }
  return examples;
}

/** The query a metric is usually read with, by its type. */
function naturalQuery({ name, type, labels, quantiles }: Metric): ReadmeView['queries'][number] {
  const label = Object.keys(labels)[0];
  const sum = label === undefined ? 'sum' : `sum by (${label}) `;
  const inWords = label === undefined ? '' : `, by ${label}`;
  switch (type) {
    case 'counter':
      return {
        question: `${name} per second${inWords}`,
        promql: `${sum}(rate(${name}[5m]))`,
      };
    case 'gauge':
      return { question: `${name} now${inWords}`, promql: `${sum}(${name})` };
    case 'histogram':
      return {
        question: `${name}: 95 % are below`,
        promql: `histogram_quantile(0.95, sum by (le) (rate(${name}_bucket[5m])))`,
      };
    case 'summary':
      return quantiles.length > 0
        ? {
            question: `${name}: the highest quantile of each instance`,
            promql: `${name}{quantile="${Math.max(...quantiles)}"}`,
          }
        : {
            question: `${name}: average`,
            promql: `rate(${name}_sum[5m]) / rate(${name}_count[5m])`,
          };
  }
}
