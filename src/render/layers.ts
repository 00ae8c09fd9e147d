import type { ExporterSpec } from '../spec/spec.ts';
import { hasKnownSeries, hasQuantiles, isEvent } from './metric-traits.ts';

interface Layer {
  /** Directory under `templates/layers/`. */
  name: string;
  appliesTo: (spec: ExporterSpec) => boolean;
}

const isNode = (spec: ExporterSpec) => spec.runtime === 'node';
const isPython = (spec: ExporterSpec) => spec.runtime === 'python';
const collects = (spec: ExporterSpec) => spec.collectors.length > 0;
const records = (spec: ExporterSpec) => spec.metrics.some(isEvent);
const reads = (name: ExporterSpec['collectors'][number]) => (spec: ExporterSpec) =>
  spec.collectors.includes(name);

/** The one place that says which template layers make up a project. Later layers are put over earlier ones. */
export const LAYERS: Layer[] = [
  { name: 'common', appliesTo: () => true },
  { name: 'node', appliesTo: isNode },
  { name: 'node-events', appliesTo: (spec) => isNode(spec) && records(spec) },
  {
    name: 'node-known-series',
    appliesTo: (spec) => isNode(spec) && spec.metrics.some(hasKnownSeries),
  },
  {
    name: 'node-quantiles',
    appliesTo: (spec) => isNode(spec) && spec.metrics.some(hasQuantiles),
  },
  { name: 'node-collectors', appliesTo: (spec) => isNode(spec) && collects(spec) },
  { name: 'node-sql', appliesTo: (spec) => isNode(spec) && reads('sql')(spec) },
  { name: 'node-docker', appliesTo: (spec) => isNode(spec) && spec.targets.includes('docker') },
  { name: 'python', appliesTo: isPython },
  { name: 'python-events', appliesTo: (spec) => isPython(spec) && records(spec) },
  {
    name: 'python-known-series',
    appliesTo: (spec) => isPython(spec) && spec.metrics.some(hasKnownSeries),
  },
  {
    name: 'python-quantiles',
    appliesTo: (spec) => isPython(spec) && spec.metrics.some(hasQuantiles),
  },
  { name: 'python-collectors', appliesTo: (spec) => isPython(spec) && collects(spec) },
  { name: 'python-sql', appliesTo: (spec) => isPython(spec) && reads('sql')(spec) },
  { name: 'python-docker', appliesTo: (spec) => isPython(spec) && spec.targets.includes('docker') },
];
