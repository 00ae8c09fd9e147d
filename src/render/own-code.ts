import { pythonPackage } from '../spec/name.ts';
import { sourceOf } from '../spec/sources.ts';
import type { ExporterSpec, Metric } from '../spec/spec.ts';
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
  /** The metrics that get their values there, by what the module has for each: a call, or the name in METRICS. */
  uses(spec: ExporterSpec): Map<string, Metric>;
}

/** The modules of a project that are the place for its owner's code. */
export function ownCode({ runtime, name, pattern, collectors }: ExporterSpec): OwnCode[] {
  const isNode = runtime === 'node';
  const module = (path: string) =>
    isNode ? `src/${path}.js` : `${pythonPackage(name)}/${path}.py`;
  const test = (node: string, python: string) => (isNode ? `test/${node}` : `tests/${python}`);
  const example: OwnCode = {
    module: module('example'),
    // In Python its requests are part of the tests of the server.
    ...(isNode && { test: 'test/example.test.js' }),
    uses: events,
  };
  const job: OwnCode = {
    module: module('job'),
    test: test('job.test.js', 'test_job.py'),
    uses: events,
  };
  const custom: OwnCode = {
    module: module('collectors/custom'),
    test: test('custom.test.js', 'test_custom_collector.py'),
    uses: customMetrics,
  };
  return [
    ...(pattern === 'application' ? [example] : []),
    ...(pattern === 'batch' ? [job] : []),
    ...(collectors.includes('custom') ? [custom] : []),
  ];
}

/** The metrics that are recorded by what is called, such as `metrics.recordRefund()`. */
function events(spec: ExporterSpec): Map<string, Metric> {
  const names = eventNames(spec.metrics, spec.namespace);
  const inCode = spec.runtime === 'node' ? camelCase : snakeCase;
  return new Map(
    spec.metrics.flatMap((metric, index): [string, Metric][] =>
      isEvent(metric) ? [[`metrics.${inCode(names[index]!.action)}()`, metric]] : [],
    ),
  );
}

/** The metrics that are read by functions of the owner, by their names. */
function customMetrics({ metrics }: ExporterSpec): Map<string, Metric> {
  const custom = metrics.filter((metric) => sourceOf(metric) === 'custom');
  return new Map(custom.map((metric) => [metric.name, metric]));
}
