import { seriesPerRequestKind } from '../conventions/index.ts';
import { showsSample } from '../deployment/upstream.ts';
import { type CollectorFamily, collectorFamilies } from '../spec/collector-families.ts';
import { pythonPackage } from '../spec/name.ts';
import { collectorLastSuccess, type OwnFamilies, ownFamilies } from '../spec/own-families.ts';
import type { CollectorName } from '../spec/schema.ts';
import { type MetricSource, sourceOf } from '../spec/sources.ts';
import type { ExporterSpec } from '../spec/spec.ts';
import { BATCH_OPTIONS } from './batch-options.ts';
import { batchView } from './batch-view.ts';
import { collectorOptions, httpReaders, pythonReaders } from './collector-options.ts';
import { deploymentView } from './deployment-view.ts';
import { camelCase, eventNames } from './event-names.ts';
import { isEvent } from './metric-traits.ts';
import { metricView } from './metric-view.ts';
import { clientImports } from './node-view.ts';
import { programOptions } from './program-options.ts';
import { familyImports, initialSeries, openSeries } from './python-view.ts';
import { readmeView } from './readme-view.ts';
import type { MetricView, View } from './view-types.ts';

/** Everything templates show, worked out once. Pure. */
export function buildView(spec: ExporterSpec): View {
  const names = eventNames(spec.metrics, spec.namespace);
  const metrics = spec.metrics.map((metric, index) => metricView(metric, names[index]!, spec));
  const events = metrics.filter((_, index) => isEvent(spec.metrics[index]!));
  const readBy = (source: MetricSource) =>
    metrics.filter((_, index) => sourceOf(spec.metrics[index]!) === source);
  const reads = (name: CollectorName) => spec.collectors.includes(name);
  const queries = readBy('sql');
  const isSqlite = spec.sql?.engine === 'sqlite';
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
    isNode: spec.runtime === 'node',
    isApplication: spec.pattern === 'application',
    isSidecar: spec.pattern === 'sidecar',
    isBatch: spec.pattern === 'batch',
    isPython: spec.runtime === 'python',
    options: programOptions(spec),
    batchOptions: BATCH_OPTIONS,
    batch: batchView(spec),
    collectorOptions: collectorOptions(spec),
    hasNegatableOptions: spec.pattern === 'batch' || spec.collectors.length > 0,
    // The address of a probe may hold a password, too.
    hasSecrets: collectorOptions(spec).some(
      ({ name, all }) => name === 'http-probe' || all.some(({ secret }) => secret),
    ),
    pythonFamilies: {
      jsonApi: familyImports(readBy('json-api')),
      custom: familyImports(readBy('custom')),
    },
    pythonReaders: pythonReaders(collectorOptions(spec)),
    httpReaders: httpReaders(spec),
    families: familiesByKey(spec),
    own: {
      // Templates name a family only in layers that belong to it.
      ...(ownFamilies(spec) as Required<OwnFamilies>),
      collectorLastSuccess: collectorLastSuccess(spec.namespace, spec.collectors),
    },
    events,
    hasEvents: events.length > 0,
    hasCounters: events.some((metric) => metric.isCounter),
    hasGauges: events.some((metric) => metric.isGauge),
    hasPlainGauges: events.some((metric) => metric.isGauge && !metric.startsUnset),
    hasUnsetGauges: events.some((metric) => metric.startsUnset),
    hasMergedGauges: events.some((metric) => metric.isMerged),
    hasHistograms: events.some((metric) => metric.isHistogram),
    hasPlainSummaries: events.some((metric) => metric.isSummary && !metric.hasQuantiles),
    hasQuantiles: events.some((metric) => metric.hasQuantiles),
    hasKnownSeries: events.some((metric) => metric.hasKnownSeries),
    hasLabelledEvents: events.some((metric) => metric.hasLabels),
    hasLiterals: events.some((metric) => metric.labels.some((label) => !label.isOpen)),
    clientImports: clientImports(spec.metrics),
    initialSeries: initialSeries(spec.metrics, spec.pattern),
    openSeries: openSeries(spec.metrics, spec.pattern),
    queries,
    hasCounterQueries,
    hasGaugeQueries,
    queryFamilies: [
      hasGaugeQueries ? 'type[GaugeMetricFamily]' : '',
      hasCounterQueries ? 'type[CounterMetricFamily]' : '',
    ]
      .filter(Boolean)
      .join(' | '),
    jsonApiMetrics: readBy('json-api'),
    hasJsonApiScales: readBy('json-api').some(({ scale }) => scale !== ''),
    hasLogScales: readBy('log').some(({ scale }) => scale !== ''),
    logMetrics: readBy('log'),
    customMetrics: readBy('custom'),
    customNames: customNames(readBy('custom'), spec),
    hasCollectors: spec.collectors.length > 0,
    hasMongodb: reads('mongodb'),
    hasSql: reads('sql'),
    hasHttpProbe: reads('http-probe'),
    hasJsonApi: reads('json-api'),
    hasLog: reads('log'),
    hasCustom: reads('custom'),
    isSqlite,
    isPostgresql: spec.sql?.engine === 'postgresql',
    isMysql: spec.sql?.engine === 'mysql',
    hasSqlServer: reads('sql') && !isSqlite,
    hasHttpClient: reads('http-probe') || reads('json-api'),
    hasSecretFile: reads('mongodb') || (reads('sql') && !isSqlite),
    collectorsLog: reads('http-probe') || reads('log') || showsSample(spec),
    collectorsCheck: reads('mongodb') || reads('sql'),
    collectorNames: [...spec.collectors],
    otherCollectorsOff: spec.collectors
      .filter((name) => name !== 'sql')
      .map((name) => `--no-collector.${name}`),
    collectorsOff: spec.collectors.map((name) => `--no-collector.${name}`),
    showsSample: showsSample(spec),
    sample: spec.sql?.sample ?? '',
    deployment: deploymentView(spec),
    hasDocker: spec.targets.includes('docker'),
    hasExceptions: Object.keys(spec.allow).length > 0,
    readme: readmeView(spec),
    seriesPerRequestKind: spec.http ? seriesPerRequestKind(spec.http) : 0,
  };
}

/** Without a metric to read, the custom collector shows three examples. */
function customNames(metrics: MetricView[], { namespace }: ExporterSpec): string[] {
  return metrics.length > 0
    ? metrics.map(({ name, hasLabels }) => `${name}${hasLabels ? '{' : ' '}`)
    : ['temporary_files{', 'host_load ', 'host_uptime_seconds_total '].map(
        (name) => `${namespace}_${name}`,
      );
}

function familiesByKey({ namespace }: ExporterSpec): View['families'] {
  const collectors: CollectorName[] = ['mongodb', 'http-probe', 'log'];
  const { mongodb, 'http-probe': httpProbe, log } = collectorFamilies({ namespace, collectors });
  const byKey = (families: CollectorFamily[]) =>
    Object.fromEntries(families.map((family) => [camelCase(family.base.split('_')), family]));
  return { mongodb: byKey(mongodb!), httpProbe: byKey(httpProbe!), log: byKey(log!) };
}
