import { pythonPackage } from '../spec/name.ts';
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
  /** What belongs there, by its name; so long as two specs have the same, nothing is left to do there. */
  parts(spec: ExporterSpec): Map<string, OwnPart>;
}

/** Something of exporter.yaml that the owner's code has to know: a metric, a stage. The sentences say what to do. */
export interface OwnPart {
  /** How a text shows that it knows the part. */
  isIn(text: string): boolean;
  /** The labels that it takes; where they differ the part has changed. */
  labels: readonly string[];
  whenNew: string;
  /** What to do where another spec has it no more. */
  whenGone(now: ExporterSpec): string;
  /** What to do where its labels have changed, and how. */
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
    parts: (spec) => new Map([...stages(spec), ...events(spec)]),
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
function events(spec: ExporterSpec): Map<string, OwnPart> {
  const names = eventNames(spec.metrics, spec.namespace);
  const inCode = spec.runtime === 'node' ? camelCase : snakeCase;
  return new Map(
    spec.metrics.flatMap((metric, index): [string, OwnPart][] => {
      if (!isEvent(metric)) return [];
      const { name } = metric;
      const call = `metrics.${inCode(names[index]!.action)}(`;
      const part: OwnPart = {
        isIn: (text) => text.includes(call),
        labels: Object.keys(metric.labels),
        whenNew: `${name} is new: call ${call}) where it happens`,
        whenGone: (now) => `${name} ${fateOf(name, now)}: take ${call}) out`,
        whenChanged: (change) => `${name} ${change}: change ${call})`,
      };
      return [[call, part]];
    }),
  );
}

/** The metrics that are read by functions of the owner, by their names. */
function customMetrics({ metrics }: ExporterSpec): Map<string, OwnPart> {
  const custom = metrics.filter((metric) => sourceOf(metric) === 'custom');
  return new Map(
    custom.map((metric) => {
      const { name } = metric;
      const part: OwnPart = {
        isIn: (text) => new RegExp(`\\b${name}\\b`).test(text),
        labels: Object.keys(metric.labels),
        whenNew: `${name} is new: add it to METRICS, with a function that reads it`,
        whenGone: (now) => `${name} ${fateOf(name, now)}: take it out of METRICS`,
        whenChanged: (change) => `${name} ${change}: change what reads it`,
      };
      return [name, part];
    }),
  );
}

/** The stages of a job. */
function stages({ batch }: ExporterSpec): [name: string, OwnPart][] {
  return (batch?.stages ?? []).map((stage) => [
    `stage ${stage}`,
    {
      isIn: (text) => [`'${stage}'`, `"${stage}"`].some((word) => text.includes(word)),
      labels: [],
      whenNew: `stage ${stage} is new: add it to the stages`,
      whenGone: () => `stage ${stage} is gone: take it out of the stages`,
      whenChanged: () => '',
    },
  ]);
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
