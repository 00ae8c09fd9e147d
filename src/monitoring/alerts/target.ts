import type { ExporterSpec } from '../../spec/spec.ts';
import { PROCESS, SCRAPE } from '../known-families.ts';
import { PUSHGATEWAY_JOB } from '../paths.ts';
import { absent, changes, compare, selector, value } from '../promql.ts';
import {
  type AlertDefinition,
  camelCaseName,
  type DefinitionGroup,
  RANGE,
  scraped,
} from './definition.ts';

/** Prometheus cannot scrape what it should: the exporter, or the Pushgateway of a batch job. */
export function targetAlerts(spec: ExporterSpec): DefinitionGroup {
  const isBatch = spec.pattern === 'batch';
  const subject = isBatch ? 'Pushgateway' : spec.name;
  const job = isBatch ? PUSHGATEWAY_JOB : spec.name;
  // The metrics of the job would otherwise stand still without anybody noticing.
  const prefix = `${camelCaseName(spec.name)}${isBatch ? 'Pushgateway' : ''}`;
  const labels = { ...scraped(spec), job };
  const series = selector(SCRAPE.up.name, labels);
  return {
    topic: 'target',
    recordings: [],
    alerts: [
      {
        name: `${prefix}Down`,
        expr: compare(value(SCRAPE.up, { job }), '==', 0),
        for: '5m',
        severity: 'critical',
        summary: `${subject} is down`,
        description: `Prometheus cannot scrape ${subject} on {{ $labels.instance }}: it is not running or cannot be reached.`,
        when: `Prometheus cannot scrape ${subject}`,
        firing: { series: { [series]: '0' }, labels },
        silent: { [series]: '1' },
      },
      {
        name: `${prefix}Absent`,
        expr: absent(SCRAPE.up, { job }),
        for: '5m',
        severity: 'critical',
        summary: `Prometheus does not know ${subject}`,
        description: `No target has the job {{ $labels.job }}: it is missing in the configuration of Prometheus, or discovery does not find it.`,
        when: `no target has the job \`${job}\``,
        firing: { series: {}, labels: { job } },
        silent: { [series]: '0' },
      },
      ...(isBatch ? [] : [restarts(spec)]),
    ],
  };
}

/** A program that ends again and again is up in between, so that Down never fires. */
function restarts(spec: ExporterSpec): AlertDefinition {
  const labels = scraped(spec);
  const series = selector(PROCESS.start.name, labels);
  return {
    name: `${camelCaseName(spec.name)}Restarting`,
    expr: compare(changes(PROCESS.start, { where: { job: spec.name }, range: '15m' }), '>', 2),
    for: RANGE,
    severity: 'warning',
    summary: `${spec.name} restarts again and again`,
    description: `${spec.name} on {{ $labels.instance }} started more than twice within 15 minutes. Its log says why it ends.`,
    when: 'it started more than twice within 15 minutes',
    firing: { series: { [series]: '0+60' }, labels },
    silent: { [series]: '60' },
  };
}
