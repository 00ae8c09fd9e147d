import { seriesPerRequestKind } from '../conventions/index.ts';
import { pythonPackage } from '../spec/name.ts';
import { type OwnFamilies, ownFamilies } from '../spec/own-families.ts';
import type { ExporterSpec, Metric } from '../spec/spec.ts';
import { camelCase, eventNames, snakeCase } from './event-names.ts';
import { exposedHelp } from './exposition.ts';
import { hasKnownSeries, isEvent } from './metric-traits.ts';
import {
  classOf,
  clientImports,
  labelsType,
  queryLiteral,
  samplesAfterEvent,
  samplesAtStart,
} from './node-view.ts';
import { type ProgramOptions, programOptions } from './program-options.ts';
import { helpLine, initialSeries, literalType, openSeries, seriesOf } from './python-view.ts';
import { type ReadmeView, readmeView } from './readme-view.ts';

/** A label as templates need it. */
export interface LabelView {
  name: string;
  values: string[];
  isOpen: boolean;
  /** Type hint: `Literal["web", "mobile"]` or `str`. */
  pythonType: string;
  /** Name of the Python parameter; another one where the label's would be a keyword or taken. */
  parameter: string;
  /** A value to show the label with. */
  sample: string;
}

/** A metric as templates need it; names of code in both languages' habits. */
export interface MetricView {
  name: string;
  type: Metric['type'];
  help: string;
  isCounter: boolean;
  isGauge: boolean;
  isHistogram: boolean;
  isSummary: boolean;
  labels: LabelView[];
  labelNames: string[];
  hasLabels: boolean;
  /** Labelled, and every combination is known, so each is exposed from the start. */
  hasKnownSeries: boolean;
  buckets: number[];
  quantiles: number[];
  hasQuantiles: boolean;
  sql: string;
  variable: string;
  action: string;
  value: string;
  pythonVariable: string;
  pythonAction: string;
  pythonValue: string;
  /** The JavaScript class of the metric. */
  jsClass: string;
  /** JSDoc type of the labels. */
  jsLabelsType: string;
  /** The query as a JavaScript literal. */
  jsSql: string;
  /** The text of the HELP line. */
  exposedHelp: string;
  /** Lines of the Node.js exposition at the start and after an event. */
  samplesAtStart: string[];
  samplesAfterEvent: string[];
  /** `self._orders.labels(channel, region)` */
  pythonSeries: string;
  /** The HELP line as exposed. */
  helpLine: string;
  /** A value to show the metric with. */
  sampleValue: number;
}

/** All that a template may name. */
export interface View {
  name: string;
  package: string;
  description: string;
  namespace: string;
  port: number;
  client: string;
  metricsPath: string;
  isNode: boolean;
  isPython: boolean;
  /** The options of the program; a template names those it has. */
  options: ProgramOptions;
  /** The families every program adds itself. */
  own: Required<OwnFamilies>;
  /** Metrics the program records itself, as opposed to those a collector reads. */
  events: MetricView[];
  hasEvents: boolean;
  hasCounters: boolean;
  hasGauges: boolean;
  hasHistograms: boolean;
  /** Summaries without quantiles. */
  hasPlainSummaries: boolean;
  hasQuantiles: boolean;
  hasKnownSeries: boolean;
  hasLiterals: boolean;
  /** Classes of the client that the JavaScript metrics module uses; may be empty. */
  clientImports: string;
  /** Names of series that read 0 before the first event. */
  initialSeries: string[];
  /** Beginnings of series that appear with their first event. */
  openSeries: string[];
  queries: MetricView[];
  hasCollectors: boolean;
  hasSql: boolean;
  hasSample: boolean;
  /** There is no sample, so a database has to be named at start. */
  needsDatabase: boolean;
  hasCounterQueries: boolean;
  hasGaugeQueries: boolean;
  /** Type of a family that the Python project makes from a query. */
  queryFamilies: string;
  sample: string;
  hasDocker: boolean;
  /** Conventions are broken on purpose, so promtool may find something. */
  hasExceptions: boolean;
  readme: ReadmeView;
  seriesPerRequestKind: number;
}

/** Python words and parameters that a keyword argument for a label must not be called. */
const PYTHON_TAKEN = new Set(
  `and as assert async await break class continue def del elif else except finally for from global if
  import in is lambda nonlocal not or pass raise return try while with yield None True False
  self amount`.split(/\s+/),
);

/** Everything templates show, worked out once. Pure. */
export function buildView(spec: ExporterSpec): View {
  const names = eventNames(spec.metrics, spec.namespace);
  const metrics = spec.metrics.map((metric, index) => metricView(metric, names[index]!));
  const events = metrics.filter((_, index) => isEvent(spec.metrics[index]!));
  const queries = metrics.filter((_, index) => !isEvent(spec.metrics[index]!));
  const hasCounterQueries = queries.some((metric) => metric.isCounter);
  // Without a query the type still needs a family, and a gauge is the usual one.
  const hasGaugeQueries = queries.some((metric) => metric.isGauge) || queries.length === 0;
  return {
    name: spec.name,
    package: pythonPackage(spec.name),
    description: spec.description,
    namespace: spec.namespace,
    port: spec.port,
    client: spec.client ?? '',
    metricsPath: '/metrics',
    isNode: spec.runtime === 'node',
    isPython: spec.runtime === 'python',
    options: programOptions(spec),
    // Templates name a family only in layers that belong to it.
    own: ownFamilies(spec) as Required<OwnFamilies>,
    events,
    hasEvents: events.length > 0,
    hasCounters: events.some((metric) => metric.isCounter),
    hasGauges: events.some((metric) => metric.isGauge),
    hasHistograms: events.some((metric) => metric.isHistogram),
    hasPlainSummaries: events.some((metric) => metric.isSummary && !metric.hasQuantiles),
    hasQuantiles: events.some((metric) => metric.hasQuantiles),
    hasKnownSeries: events.some((metric) => metric.hasKnownSeries),
    hasLiterals: events.some((metric) => metric.labels.some((label) => !label.isOpen)),
    clientImports: clientImports(spec.metrics),
    initialSeries: initialSeries(spec.metrics),
    openSeries: openSeries(spec.metrics),
    queries,
    hasCounterQueries,
    hasGaugeQueries,
    queryFamilies: [
      hasGaugeQueries ? 'type[GaugeMetricFamily]' : '',
      hasCounterQueries ? 'type[CounterMetricFamily]' : '',
    ]
      .filter(Boolean)
      .join(' | '),
    hasCollectors: spec.collectors.length > 0,
    hasSql: spec.collectors.includes('sql'),
    hasSample: spec.collectors.includes('sql') && spec.sql?.sample !== undefined,
    needsDatabase: spec.collectors.includes('sql') && spec.sql?.sample === undefined,
    sample: spec.sql?.sample ?? '',
    hasDocker: spec.targets.includes('docker'),
    hasExceptions: Object.keys(spec.allow).length > 0,
    readme: readmeView(spec),
    seriesPerRequestKind: spec.http ? seriesPerRequestKind(spec.http) : 0,
  };
}

function metricView(metric: Metric, names: ReturnType<typeof eventNames>[number]): MetricView {
  const { type } = metric;
  const labels = Object.entries(metric.labels).map(([name, values]) =>
    labelView(name, values, names.value, metric.labels),
  );
  return {
    name: metric.name,
    type,
    help: metric.help,
    isCounter: type === 'counter',
    isGauge: type === 'gauge',
    isHistogram: type === 'histogram',
    isSummary: type === 'summary',
    labels,
    labelNames: labels.map((label) => label.name),
    hasLabels: labels.length > 0,
    hasKnownSeries: hasKnownSeries(metric),
    buckets: metric.buckets,
    quantiles: metric.quantiles,
    hasQuantiles: metric.quantiles.length > 0,
    sql: metric.sql ?? '',
    variable: camelCase(names.variable),
    action: camelCase(names.action),
    value: names.value,
    pythonVariable: snakeCase(names.variable),
    pythonAction: snakeCase(names.action),
    // `bytes` is a type of the language.
    pythonValue: names.value === 'bytes' ? 'size_bytes' : names.value,
    jsClass: classOf(metric),
    jsLabelsType: labelsType(metric.labels),
    jsSql: queryLiteral(metric.sql ?? ''),
    exposedHelp: exposedHelp(metric),
    samplesAtStart: samplesAtStart(metric),
    samplesAfterEvent: samplesAfterEvent(metric, sampleValue(metric)),
    pythonSeries: seriesOf(snakeCase(names.variable), labels),
    helpLine: helpLine(metric),
    sampleValue: sampleValue(metric),
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
