import { pythonPackage } from '../spec/name.ts';
import type { MetricType } from '../spec/schema.ts';
import { sourceOf } from '../spec/sources.ts';
import type { ExporterSpec } from '../spec/spec.ts';
import { camelCase, eventNames, snakeCase } from './event-names.ts';
import { isEvent } from './metric-traits.ts';

/**
 * A module whose body is an example, there to be replaced by its owner's code. Once it was edited nothing generated may
 * be merged into it: the example of a new metric beside code that works would record events that never happened.
 */
export interface OwnCode {
  module: string;
  /** Tests the body of the module, and so belongs to whoever wrote that. */
  test?: string;
  /** What belongs there. */
  parts(spec: ExporterSpec): OwnPart[];
}

/** Something of exporter.yaml that the owner's code has to know: a metric, a stage. The sentences say what to do. */
export interface OwnPart {
  /** What exporter.yaml calls it. */
  name: string;
  /** What code calls it, which depends on more than the name: `metrics.recordRefund()`. */
  inCode: string;
  /** How a text of the module shows that it knows the part. */
  isIn(text: string): boolean;
  /** How any other file does, where more than an everyday word tells. */
  isInOther?(text: string): boolean;
  type?: MetricType;
  /** The labels that it takes. */
  labels: readonly string[];
  whenNew: string;
  /** What to do where another spec has it no more. */
  whenGone(now: ExporterSpec): string;
  /** What to do where its type or its labels have changed, and how. */
  whenChanged(change: string): string;
}

/** The modules of a project that are the place for its owner's code. */
export function ownCode({ runtime, name, pattern, collectors }: ExporterSpec): OwnCode[] {
  const isNode = runtime === 'node';
  const module = (path: string) =>
    isNode ? `src/${path}.js` : `${pythonPackage(name)}/${path}.py`;
  const test = (node: string, python: string) => (isNode ? `test/${node}` : `tests/${python}`);
  const example: OwnCode = {
    module: module('example'),
    test: test('example.test.js', 'test_example.py'),
    parts: events,
  };
  const job: OwnCode = {
    module: module('job'),
    test: test('job.test.js', 'test_job.py'),
    parts: (spec) => [...stages(spec), ...events(spec)],
  };
  const custom: OwnCode = {
    module: module('collectors/custom'),
    test: test('custom.test.js', 'test_custom_collector.py'),
    parts: customMetrics,
  };
  return [
    ...(pattern === 'application' ? [example] : []),
    ...(pattern === 'batch' ? [job] : []),
    ...(collectors.includes('custom') ? [custom] : []),
  ];
}

/** The metrics that are recorded by what is called, such as `metrics.recordRefund()`. */
function events(spec: ExporterSpec): OwnPart[] {
  const isNode = spec.runtime === 'node';
  const names = eventNames(spec.metrics, spec.namespace);
  return spec.metrics.flatMap((metric, index): OwnPart[] => {
    if (!isEvent(metric)) return [];
    const { name, type, labels } = metric;
    const { action } = names[index]!;
    const method = isNode ? camelCase(action) : snakeCase(action);
    const call = `metrics.${method}()`;
    // Whatever the code calls the object; on its own the word may be a function of the owner's.
    const isIn = (text: string) => new RegExp(`\\.${method}\\b`).test(text);
    return [
      {
        name,
        inCode: call,
        isIn,
        // A socket has a setTimeout() as well.
        isInOther: (text) => /\bmetrics\b/i.test(text) && isIn(text),
        type,
        labels: Object.keys(labels),
        whenNew: `${name} is new: call ${call} where it happens`,
        whenGone: (now) => `${name} ${fateOf(name, now)}: take ${call} out`,
        whenChanged: (change) => `${name} ${change}: change ${call}`,
      },
    ];
  });
}

/** The metrics that are read by functions of the owner. */
function customMetrics({ metrics }: ExporterSpec): OwnPart[] {
  const custom = metrics.filter((metric) => sourceOf(metric) === 'custom');
  return custom.map(({ name, type, labels }) => ({
    name,
    inCode: name,
    isIn: (text) => new RegExp(`\\b${name}\\b`).test(text),
    type,
    labels: Object.keys(labels),
    whenNew: `${name} is new: add it to METRICS, with a function that reads it`,
    whenGone: (now) => `${name} ${fateOf(name, now)}: take it out of METRICS`,
    whenChanged: (change) => `${name} ${change}: change what reads it`,
  }));
}

/** The stages of a job. */
function stages({ batch }: ExporterSpec): OwnPart[] {
  return (batch?.stages ?? []).map((stage) => ({
    name: `stage ${stage}`,
    inCode: `stage ${stage}`,
    isIn: (text) => [`'${stage}'`, `"${stage}"`].some((word) => text.includes(word)),
    labels: [],
    whenNew: `stage ${stage} is new: add it to the stages`,
    whenGone: () => `stage ${stage} is gone: take it out of the stages`,
    whenChanged: () => '',
  }));
}

/** What has become of a metric that the owner's code no longer has to know. */
function fateOf(name: string, { metrics }: ExporterSpec): string {
  const metric = metrics.find((one) => one.name === name);
  if (!metric) return 'is gone';
  const source = sourceOf(metric);
  return source === undefined
    ? 'is recorded by a call now'
    : `is read by the collector ${source} now`;
}
