import { toPythonPattern } from '../spec/python-pattern.ts';
import type { Pattern } from '../spec/schema.ts';
import type { Metric } from '../spec/spec.ts';
import { codeCall } from './call-layout.ts';
import { countName, exposedHelp, exposedSeries, startingLabelSets } from './exposition.ts';
import { LINE_WIDTH, textWidth } from './layout.ts';
import { pythonLiteral } from './literals.ts';
import { hasKnownSeries, isEvent, startsUnset } from './metric-traits.ts';
import type { LabelView } from './view-types.ts';

/** Indentation of a method's body and of its parameters. */
const BODY = ' '.repeat(8);
const RETURN = ' -> None:';
/** The longest call on a series: `.observe(finite(size_bytes))`. */
const CALL_LENGTH = 30;

/** The HELP line as exposed. */
export function helpLine(metric: Metric): string {
  return `# HELP ${metric.name} ${exposedHelp(metric)}`;
}

/** `Literal["web", "mobile"]`, or `str` for an open set, as the type of a parameter. */
export function literalType(parameter: string, values: readonly string[]): string {
  if (values.length === 0) return 'str';
  const literals = values.map(pythonLiteral);
  const oneLine = `Literal[${literals.join(', ')}]`;
  const width = BODY.length + parameter.length + 2 + textWidth(oneLine) + 1;
  if (width <= LINE_WIDTH) return oneLine;
  // A comma after a single value would make it a tuple.
  const comma = literals.length > 1 ? ',' : '';
  const lines = literals.map((literal, index) =>
    index < literals.length - 1 ? `${literal},` : `${literal}${comma}`,
  );
  return `Literal[\n${lines.map((line) => `${BODY}    ${line}\n`).join('')}${BODY}]`;
}

/** The head of the method that records an event, `value` being what it takes unless it counts. */
export function signatureOf(
  action: string,
  value: string,
  labels: readonly LabelView[],
  type: Metric['type'],
): string {
  const amount = type === 'counter' ? ['amount: float = 1'] : [];
  const measured = type === 'counter' ? [] : [`${value}: float`];
  const keywords = labels.map(({ parameter, pythonType }) => `${parameter}: ${pythonType}`);
  const parameters = labels.length > 0 ? ['*', ...keywords, ...amount] : amount;
  const place = { language: 'python', indent: 4, tail: RETURN.length } as const;
  return `${codeCall(`def ${action}`, ['self', ...measured, ...parameters], place)}${RETURN}`;
}

/** The statement that exposes every series of a metric whose label values are known. */
export function exposureOf(variable: string, labels: readonly LabelView[]): string {
  const known = labels.map(({ name, values }) => [name, values] as const);
  const place = { language: 'python', indent: BODY.length, tail: 0 } as const;
  return codeCall('expose_from_start', [`self._${variable}`, known], place);
}

/** `self._orders.labels(channel, region)`, the series that a method changes. */
export function seriesOf(variable: string, labels: readonly LabelView[]): string {
  if (labels.length === 0) return `self._${variable}`;
  const parameters = labels.map((label) => label.parameter);
  const oneLine = `self._${variable}.labels(${parameters.join(', ')})`;
  if (BODY.length + oneLine.length + CALL_LENGTH <= LINE_WIDTH) return oneLine;
  const lines = parameters.map((parameter) => `${BODY}    ${parameter},\n`);
  return `self._${variable}.labels(\n${lines.join('')}${BODY})`;
}

/** Names of series that read 0 before the first event, as exposed: labels in alphabetical order. */
export function initialSeries(metrics: readonly Metric[], pattern: Pattern): string[] {
  return metrics.filter(isEvent).flatMap((metric) => {
    const labels = Object.entries(metric.labels).sort(([a], [b]) => (a < b ? -1 : 1));
    const sets = startingLabelSets({ ...metric, labels: Object.fromEntries(labels) }, pattern);
    return sets.map((set) => exposedSeries(countName(metric), set));
  });
}

/** How the lines of metrics begin that have no series before their first event. */
export function openSeries(metrics: readonly Metric[], pattern: Pattern): string[] {
  return metrics.filter(isEvent).flatMap((metric) => {
    if (startsUnset(metric, pattern)) return [`${metric.name} `];
    const isOpen = Object.keys(metric.labels).length > 0 && !hasKnownSeries(metric);
    return isOpen ? [`${countName(metric)}{`] : [];
  });
}

/** `re.compile(r"…", re.ASCII)` as the value of a keyword argument that is indented by 8. */
export function compiledPattern(source: string): string {
  const literal = rawLiteral(source === '' ? '' : toPythonPattern(source));
  const oneLine = `re.compile(${literal}, re.ASCII)`;
  // Wide characters may need two columns, so such a pattern always gets lines of its own.
  const isPlain = /^[\x20-\x7e]*$/.test(oneLine);
  if (isPlain && BODY.length + 'match='.length + oneLine.length + 1 <= LINE_WIDTH) return oneLine;
  return `re.compile(\n${BODY}    ${literal},\n${BODY}    re.ASCII,\n${BODY})`;
}

function rawLiteral(text: string): string {
  const quote = text.includes('"') ? "'" : '"';
  const fits = !text.includes(quote) && !/\\$|[^\x20-\x7e]/.test(text);
  return fits ? `r${quote}${text}${quote}` : pythonLiteral(text);
}

/** What a module imports for families made of these metrics; a table without any needs both types. */
export function familyImports(metrics: readonly Pick<Metric, 'type'>[]): string {
  const has = (type: Metric['type']) => metrics.some((metric) => metric.type === type);
  return [
    has('counter') ? 'CounterMetricFamily' : '',
    has('gauge') ? 'GaugeMetricFamily' : '',
    'Metric',
  ]
    .filter(Boolean)
    .join(', ');
}
