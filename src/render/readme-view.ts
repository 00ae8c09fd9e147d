import { estimateSeries } from '../conventions/index.ts';
import { ownFamilies } from '../spec/own-families.ts';
import type { ExporterSpec, Metric } from '../spec/spec.ts';
import { markdownText } from './literals.ts';
import { optionsOf, type ProgramOption } from './program-options.ts';

/** What the README of a project shows beyond the view of its code. */
export interface ReadmeView {
  families: { name: string; type: string; labels: string; help: string; appears: string }[];
  optionRows: ProgramOption[];
  queries: { question: string; promql: string }[];
  /** Series there are before anything happens, the runtime's own not counted. */
  firstSeries: number;
  /** Metrics whose series depend on open labels or on a first event, each in words. */
  growth: string[];
}

/** The tables of the README, from the same model as the code. */
export function readmeView(spec: ExporterSpec): ReadmeView {
  const own = Object.values(ownFamilies(spec));
  const known = spec.metrics.filter((metric) => startsWithSeries(metric));
  return {
    families: [...spec.metrics, ...own].map((family) => ({
      name: family.name,
      type: family.type,
      labels: labelsText(family),
      help: family.help,
      appears: appears(family, own.includes(family)),
    })),
    optionRows: optionsOf(spec),
    queries: promqlExamples(spec),
    firstSeries:
      known.reduce((sum, metric) => sum + estimateSeries(metric), 0) +
      2 +
      spec.collectors.length * 2,
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
function startsWithSeries({ type, labels, sql }: Metric): boolean {
  if (sql !== undefined) return false;
  const values = Object.values(labels);
  return values.length === 0 || (type !== 'gauge' && values.every((list) => list.length > 0));
}

function appears(family: Metric, isOwn: boolean): string {
  if (family.sql !== undefined) return 'when the database was read';
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
