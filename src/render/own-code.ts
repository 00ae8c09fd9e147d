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
  /** The metrics whose values come from there. */
  holds(metric: Metric): boolean;
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
    holds: isEvent,
  };
  const job: OwnCode = {
    module: module('job'),
    test: test('job.test.js', 'test_job.py'),
    holds: isEvent,
  };
  const custom: OwnCode = {
    module: module('collectors/custom'),
    test: test('custom.test.js', 'test_custom_collector.py'),
    holds: (metric) => sourceOf(metric) === 'custom',
  };
  return [
    ...(pattern === 'application' ? [example] : []),
    ...(pattern === 'batch' ? [job] : []),
    ...(collectors.includes('custom') ? [custom] : []),
  ];
}

/** What is left to do for a metric where the module that would show how it gets its values is its owner's. */
export function ownPart(metric: Metric, spec: ExporterSpec): string {
  const { name } = metric;
  if (!isEvent(metric)) {
    return `nothing reads ${name} yet; add it to METRICS, with a function that reads it`;
  }
  const { action } = eventNames(spec.metrics, spec.namespace)[spec.metrics.indexOf(metric)]!;
  const call = spec.runtime === 'node' ? camelCase(action) : snakeCase(action);
  return `nothing records ${name} yet; call metrics.${call}() where it happens`;
}
