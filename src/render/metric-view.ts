import type { ExporterSpec, Metric } from '../spec/spec.ts';
import { jobSeries } from './batch-view.ts';
import { camelCase, type eventNames, snakeCase } from './event-names.ts';
import { exposedHelp } from './exposition.ts';
import { hasKnownSeries, startsUnset } from './metric-traits.ts';
import {
  classOf,
  labelsType,
  patternLiteral,
  queryLiteral,
  samplesAfterEvent,
  samplesAtStart,
} from './node-view.ts';
import {
  compiledPattern,
  exposureOf,
  helpLine,
  literalType,
  seriesOf,
  signatureOf,
} from './python-view.ts';
import { scaleExpression } from './scale.ts';
import type { LabelView, MetricView } from './view-types.ts';

/**
 * Python words and parameters that a keyword argument for a label must not be called, and letters that look like digits
 * (https://peps.python.org/pep-0008/#names-to-avoid).
 */
const PYTHON_TAKEN = new Set(
  `and as assert async await break class continue def del elif else except finally for from global if
  import in is lambda nonlocal not or pass raise return try while with yield None True False
  self amount l O I`.split(/\s+/),
);

/** What the client calls an event of each type. */
const PYTHON_CALLS = {
  counter: 'inc',
  gauge: 'set',
  histogram: 'observe',
  summary: 'observe',
} as const;

export function metricView(
  metric: Metric,
  names: ReturnType<typeof eventNames>[number],
  { pattern, runtime }: ExporterSpec,
): MetricView {
  const { type } = metric;
  const labels = Object.entries(metric.labels).map(([name, values]) =>
    labelView(name, values, names.value, metric.labels),
  );
  const expressions = new Map(Object.entries(metric['json-api']?.labels ?? {}));
  // `bytes` is a type of the language.
  const pythonValue = names.value === 'bytes' ? 'size_bytes' : names.value;
  return {
    name: metric.name,
    type,
    help: metric.help,
    isCounter: type === 'counter',
    isGauge: type === 'gauge',
    isHistogram: type === 'histogram',
    isSummary: type === 'summary',
    isObserved: type === 'histogram' || type === 'summary',
    isMerged: type === 'gauge' && pattern === 'application',
    labels,
    labelNames: labels.map((label) => label.name),
    labelSamples: labels.map((label) => label.sample),
    hasLabels: labels.length > 0,
    startsUnset: startsUnset(metric, pattern),
    hasKnownSeries: hasKnownSeries(metric),
    buckets: metric.buckets,
    quantiles: metric.quantiles,
    hasQuantiles: metric.quantiles.length > 0,
    sql: metric.sql ?? '',
    jsonApi: {
      each: metric['json-api']?.each ?? '',
      value: metric['json-api']?.value ?? '',
      // A label that no expression is given for is read from the field of its name.
      labels: labels.map(({ name }) => ({ name, expression: expressions.get(name) ?? name })),
    },
    match: metric.log?.match ?? '',
    scale: scaleExpression(metric['json-api']?.scale ?? metric.log?.scale),
    variable: camelCase(names.variable),
    action: camelCase(names.action),
    value: names.value,
    pythonVariable: snakeCase(names.variable),
    pythonAction: snakeCase(names.action),
    pythonValue,
    pythonCall: PYTHON_CALLS[type],
    jsClass: classOf(metric),
    jsLabelsType: labelsType(metric.labels),
    jsSql: queryLiteral(metric.sql ?? ''),
    pythonMatch: compiledPattern(metric.log?.match ?? ''),
    pythonReader: snakeCase(['read', ...names.variable]),
    jsMatch: patternLiteral(metric.log?.match ?? ''),
    jsReader: camelCase(['read', ...names.variable]),
    exposedHelp: exposedHelp(metric),
    samplesAtStart: samplesAtStart(metric, pattern),
    samplesAfterEvent: samplesAfterEvent(metric, sampleValue(metric)),
    pythonSeries: seriesOf(snakeCase(names.variable), labels),
    pythonExposure: exposureOf(snakeCase(names.variable), labels),
    pythonSignature: signatureOf(snakeCase(names.action), pythonValue, labels, type),
    helpLine: helpLine(metric),
    sampleValue: sampleValue(metric),
    usualValue: type === 'counter' ? '' : `${sampleValue(metric)}`,
    jobSeries: jobSeries(metric, runtime),
  };
}

function labelView(
  name: string,
  values: string[],
  value: string,
  all: Metric['labels'],
): LabelView {
  const isOpen = values.length === 0;
  const taken = PYTHON_TAKEN.has(name) || name === value || name === 'size_bytes';
  let parameter = taken ? `${name}_` : name;
  while (parameter !== name && parameter in all) parameter += '_';
  return {
    name,
    values,
    isOpen,
    pythonType: literalType(parameter, values),
    parameter,
    sample: values[0] ?? 'example',
  };
}

/** In the middle of a histogram's buckets, so that the example lands in one; 1 otherwise. */
function sampleValue({ buckets }: Metric): number {
  return buckets[Math.floor(buckets.length / 2)] ?? 1;
}
