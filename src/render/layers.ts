import type { Target } from '../spec/schema.ts';
import type { ExporterSpec } from '../spec/spec.ts';
import { hasKnownSeries, hasQuantiles, isEvent, startsUnset } from './metric-traits.ts';

interface Layer {
  /** Directory under `templates/layers/`. */
  name: string;
  appliesTo: (spec: ExporterSpec) => boolean;
}

const isNode = (spec: ExporterSpec) => spec.runtime === 'node';
const isPython = (spec: ExporterSpec) => spec.runtime === 'python';
const isBatch = (spec: ExporterSpec) => spec.pattern === 'batch';
/** Everything but a batch job answers scrapes. */
const serves = (spec: ExporterSpec) => !isBatch(spec);
const collects = (spec: ExporterSpec) => spec.collectors.length > 0;
const records = (spec: ExporterSpec) => spec.metrics.some(isEvent);
const recordsLabels = (spec: ExporterSpec) =>
  spec.metrics.some((metric) => isEvent(metric) && Object.keys(metric.labels).length > 0);
const reads = (name: ExporterSpec['collectors'][number]) => (spec: ExporterSpec) =>
  spec.collectors.includes(name);
const startsKnown = (spec: ExporterSpec) => spec.metrics.some((metric) => hasKnownSeries(metric));

const readsEngine = (engine: NonNullable<ExporterSpec['sql']>['engine']) => (spec: ExporterSpec) =>
  spec.sql?.engine === engine;

/** Needs an account on the server that it reads. */
const readsServer = (spec: ExporterSpec) =>
  reads('mongodb')(spec) || (reads('sql')(spec) && !readsEngine('sqlite')(spec));

/** Reads values that an upstream tells as they are now. */
const samples = (spec: ExporterSpec) =>
  reads('sql')(spec) || reads('json-api')(spec) || reads('custom')(spec);

/** Refuses two values with the same labels. */
const namesLabels = (spec: ExporterSpec) => reads('sql')(spec) || reads('json-api')(spec);

/** Reads numbers that come as text. */
const readsText = (spec: ExporterSpec) =>
  reads('sql')(spec) || reads('json-api')(spec) || reads('log')(spec);

const asksWebServers = (spec: ExporterSpec) => reads('http-probe')(spec) || reads('json-api')(spec);

const targets = (target: Target) => (spec: ExporterSpec) => spec.targets.includes(target);
const composes = targets('compose');

/** The one place that says which template layers make up a project. Later layers are put over earlier ones. */
export const LAYERS: Layer[] = [
  { name: 'common', appliesTo: () => true },
  { name: 'batch', appliesTo: isBatch },
  { name: 'sidecar', appliesTo: (spec) => spec.pattern === 'sidecar' },
  { name: 'mongodb', appliesTo: reads('mongodb') },
  { name: 'sql-postgresql', appliesTo: readsEngine('postgresql') },
  { name: 'sql-mysql', appliesTo: readsEngine('mysql') },
  { name: 'compose', appliesTo: composes },
  { name: 'kubernetes', appliesTo: targets('kubernetes') },
  { name: 'systemd', appliesTo: targets('systemd') },
  {
    name: 'compose-secrets',
    appliesTo: (spec) => composes(spec) && readsServer(spec),
  },
  { name: 'compose-mongodb', appliesTo: (spec) => composes(spec) && reads('mongodb')(spec) },
  {
    name: 'compose-postgresql',
    appliesTo: (spec) => composes(spec) && readsEngine('postgresql')(spec),
  },
  { name: 'compose-mysql', appliesTo: (spec) => composes(spec) && readsEngine('mysql')(spec) },
  { name: 'node', appliesTo: isNode },
  { name: 'node-server', appliesTo: (spec) => isNode(spec) && serves(spec) },
  { name: 'node-application', appliesTo: (spec) => isNode(spec) && spec.pattern === 'application' },
  { name: 'node-batch', appliesTo: (spec) => isNode(spec) && isBatch(spec) },
  {
    name: 'node-finite',
    appliesTo: (spec) => isNode(spec) && (isBatch(spec) || records(spec)),
  },
  { name: 'node-events', appliesTo: (spec) => isNode(spec) && records(spec) },
  {
    name: 'node-labels',
    appliesTo: (spec) => isNode(spec) && recordsLabels(spec),
  },
  {
    name: 'node-known-series',
    appliesTo: (spec) => isNode(spec) && startsKnown(spec),
  },
  {
    name: 'node-quantiles',
    appliesTo: (spec) => isNode(spec) && spec.metrics.some(hasQuantiles),
  },
  { name: 'node-collectors', appliesTo: (spec) => isNode(spec) && collects(spec) },
  { name: 'node-sampled', appliesTo: (spec) => isNode(spec) && samples(spec) },
  { name: 'node-printed-labels', appliesTo: (spec) => isNode(spec) && namesLabels(spec) },
  { name: 'node-decimal', appliesTo: (spec) => isNode(spec) && readsText(spec) },
  { name: 'node-sidecar', appliesTo: (spec) => isNode(spec) && spec.pattern === 'sidecar' },
  { name: 'node-secret', appliesTo: (spec) => isNode(spec) && readsServer(spec) },
  { name: 'node-mongodb', appliesTo: (spec) => isNode(spec) && reads('mongodb')(spec) },
  { name: 'node-sql', appliesTo: (spec) => isNode(spec) && reads('sql')(spec) },
  { name: 'node-sql-sqlite', appliesTo: (spec) => isNode(spec) && readsEngine('sqlite')(spec) },
  {
    name: 'node-sql-server',
    appliesTo: (spec) => isNode(spec) && reads('sql')(spec) && !readsEngine('sqlite')(spec),
  },
  {
    name: 'node-sql-postgresql',
    appliesTo: (spec) => isNode(spec) && readsEngine('postgresql')(spec),
  },
  { name: 'node-sql-mysql', appliesTo: (spec) => isNode(spec) && readsEngine('mysql')(spec) },
  {
    name: 'node-http-client',
    appliesTo: (spec) => isNode(spec) && asksWebServers(spec),
  },
  { name: 'node-http-probe', appliesTo: (spec) => isNode(spec) && reads('http-probe')(spec) },
  { name: 'node-json-api', appliesTo: (spec) => isNode(spec) && reads('json-api')(spec) },
  { name: 'node-log', appliesTo: (spec) => isNode(spec) && reads('log')(spec) },
  { name: 'node-custom', appliesTo: (spec) => isNode(spec) && reads('custom')(spec) },
  {
    name: 'node-batch-docker',
    appliesTo: (spec) => isNode(spec) && isBatch(spec) && targets('docker')(spec),
  },
  {
    name: 'node-server-docker',
    appliesTo: (spec) => isNode(spec) && serves(spec) && targets('docker')(spec),
  },
  { name: 'python', appliesTo: isPython },
  { name: 'python-server', appliesTo: (spec) => isPython(spec) && serves(spec) },
  {
    name: 'python-application',
    appliesTo: (spec) => isPython(spec) && spec.pattern === 'application',
  },
  { name: 'python-batch', appliesTo: (spec) => isPython(spec) && isBatch(spec) },
  {
    name: 'python-sidecar',
    appliesTo: (spec) => isPython(spec) && spec.pattern === 'sidecar',
  },
  {
    name: 'python-finite',
    appliesTo: (spec) => isPython(spec) && (isBatch(spec) || records(spec)),
  },
  { name: 'python-events', appliesTo: (spec) => isPython(spec) && records(spec) },
  {
    name: 'python-known-series',
    appliesTo: (spec) => isPython(spec) && startsKnown(spec),
  },
  {
    name: 'python-unset-gauge',
    appliesTo: (spec) =>
      isPython(spec) && spec.metrics.some((metric) => startsUnset(metric, spec.pattern)),
  },
  {
    name: 'python-quantiles',
    appliesTo: (spec) => isPython(spec) && spec.metrics.some(hasQuantiles),
  },
  { name: 'python-collectors', appliesTo: (spec) => isPython(spec) && collects(spec) },
  { name: 'python-printed-labels', appliesTo: (spec) => isPython(spec) && namesLabels(spec) },
  { name: 'python-decimal', appliesTo: (spec) => isPython(spec) && readsText(spec) },
  { name: 'python-sql', appliesTo: (spec) => isPython(spec) && reads('sql')(spec) },
  { name: 'python-sql-sqlite', appliesTo: (spec) => isPython(spec) && readsEngine('sqlite')(spec) },
  { name: 'python-secret', appliesTo: (spec) => isPython(spec) && readsServer(spec) },
  { name: 'python-mongodb', appliesTo: (spec) => isPython(spec) && reads('mongodb')(spec) },
  {
    name: 'python-sql-server',
    appliesTo: (spec) => isPython(spec) && reads('sql')(spec) && !readsEngine('sqlite')(spec),
  },
  {
    name: 'python-sql-postgresql',
    appliesTo: (spec) => isPython(spec) && readsEngine('postgresql')(spec),
  },
  { name: 'python-sql-mysql', appliesTo: (spec) => isPython(spec) && readsEngine('mysql')(spec) },
  { name: 'python-deadline', appliesTo: (spec) => isPython(spec) && asksWebServers(spec) },
  { name: 'python-http-client', appliesTo: (spec) => isPython(spec) && asksWebServers(spec) },
  { name: 'python-http-probe', appliesTo: (spec) => isPython(spec) && reads('http-probe')(spec) },
  { name: 'python-json-api', appliesTo: (spec) => isPython(spec) && reads('json-api')(spec) },
  { name: 'python-log', appliesTo: (spec) => isPython(spec) && reads('log')(spec) },
  { name: 'python-custom', appliesTo: (spec) => isPython(spec) && reads('custom')(spec) },
  {
    name: 'python-batch-docker',
    appliesTo: (spec) => isPython(spec) && isBatch(spec) && targets('docker')(spec),
  },
  {
    name: 'python-server-docker',
    appliesTo: (spec) => isPython(spec) && serves(spec) && targets('docker')(spec),
  },
];
