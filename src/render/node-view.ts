import type { Pattern } from '../spec/schema.ts';
import type { Metric } from '../spec/spec.ts';
import { countName, exposedSeries, startingLabelSets } from './exposition.ts';
import { LINE_WIDTH } from './layout.ts';
import { jsLiteral, jsTemplate } from './literals.ts';
import { hasQuantiles, isEvent } from './metric-traits.ts';

const CLIENT_CLASSES = {
  counter: 'Counter',
  gauge: 'Gauge',
  histogram: 'Histogram',
  summary: 'Summary',
} as const;

/** What every line of a method's doc comment begins with. */
const DOC_LINE = '     * ';

/** The class a metric of the program is an instance of. */
export function classOf(metric: Metric): string {
  return hasQuantiles(metric) ? 'WindowedSummary' : CLIENT_CLASSES[metric.type];
}

/** What the metrics module imports from the client: `Counter, Gauge`. */
export function clientImports(metrics: readonly Metric[]): string {
  const ofClient = metrics.filter((metric) => isEvent(metric) && !hasQuantiles(metric));
  return [...new Set(ofClient.map(classOf))].sort().join(', ');
}

/** The type of a metric's labels for JSDoc, broken into lines where it is long: `{{ channel: 'web' | 'mobile' }}`. */
export function labelsType(labels: Metric['labels']): string {
  const members = Object.entries(labels).map(
    ([name, values]) => [`${name}:`, values.map(docLiteral)] as const,
  );
  const oneLine = `{{ ${members.map(([name, values]) => `${name} ${union(values)}`).join(', ')} }}`;
  if (`${DOC_LINE}@param ${oneLine} labels`.length <= LINE_WIDTH) return oneLine;
  const lines = members.flatMap(([name, values]) => memberLines(name, values));
  return `{{\n${lines.map((line) => `${DOC_LINE}  ${line}\n`).join('')}${DOC_LINE}}}`;
}

function memberLines(name: string, values: readonly string[]): string[] {
  const oneLine = `${name} ${union(values)},`;
  if (DOC_LINE.length + 2 + oneLine.length <= LINE_WIDTH) return [oneLine];
  const lines = values.map((value) => `  | ${value}`);
  return [name, ...lines.slice(0, -1), `${lines.at(-1)},`];
}

function union(values: readonly string[]): string {
  return values.length === 0 ? 'string' : values.join(' | ');
}

/** A string literal that does not end the comment it stands in. */
function docLiteral(value: string): string {
  return jsLiteral(value).replaceAll('*/', '*\\/');
}

/** A query as a literal: lines stay lines. */
export function queryLiteral(sql: string): string {
  const text = sql.trim();
  return text.includes('\n') ? jsTemplate(text) : jsLiteral(text);
}

/** A regular expression as a string literal, without doubled backslashes where that can be. */
export function patternLiteral(pattern: string): string {
  const isRaw = pattern.includes('\\') && !/[`\p{C}\u2028\u2029]|\$\{|\\$/u.test(pattern);
  return isRaw ? `String.raw\`${pattern}\`` : jsLiteral(pattern);
}

/** Lines of the exposition before the first event; `Nan` is how the client writes it. */
export function samplesAtStart(metric: Metric, pattern: Pattern): string[] {
  return startingLabelSets(metric, pattern).flatMap((labels) =>
    hasQuantiles(metric)
      ? [`${quantileOf(metric, labels)} Nan`, `${exposedSeries(`${metric.name}_count`, labels)} 0`]
      : [`${exposedSeries(countName(metric), labels)} 0`],
  );
}

/** Lines of the exposition after the test of the metric recorded its event. */
export function samplesAfterEvent(metric: Metric, sampleValue: number): string[] {
  const labels = Object.entries(metric.labels).map(([name, values]): [string, string] => [
    name,
    values[0] ?? 'example',
  ]);
  if (metric.type === 'counter') return [`${exposedSeries(metric.name, labels)} 3`];
  if (metric.type === 'gauge') return [`${exposedSeries(metric.name, labels)} ${sampleValue}`];
  return [
    ...(hasQuantiles(metric) ? [`${quantileOf(metric, labels)} ${sampleValue}`] : []),
    `${exposedSeries(`${metric.name}_sum`, labels)} ${sampleValue}`,
    `${exposedSeries(`${metric.name}_count`, labels)} 1`,
  ];
}

/** The client puts the quantile before all other labels. */
function quantileOf({ name, quantiles }: Metric, labels: [string, string][]): string {
  return exposedSeries(name, [['quantile', String(quantiles[0])], ...labels]);
}
