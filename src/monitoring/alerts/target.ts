import { PROCESS, SCRAPE } from '../../spec/foreign-families.ts';
import type { ExporterSpec } from '../../spec/spec.ts';
import { PUSHGATEWAY_JOB } from '../paths.ts';
import {
  absent,
  both,
  changes,
  compare,
  type Expr,
  earlier,
  either,
  type Matchers,
  overTime,
  parenthesised,
  selector,
  value,
} from '../promql.ts';
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
        expr: down({ job }),
        for: '5m',
        severity: 'critical',
        summary: `${subject} is down`,
        description: `Prometheus cannot scrape ${subject} on {{ $labels.instance }}, now or most of the time: it is not running, ends again and again, or cannot be reached.`,
        when: `Prometheus cannot scrape ${subject}, or could not for most of the last 10 minutes`,
        firing: { series: { [series]: '0' }, labels },
        // Samples that are minutes apart, as those of a batch job's test, are too few for this.
        ...(!isBatch && {
          alsoFiring: {
            name: 'up for a moment only',
            series: { [series]: '0x21 1 0' },
            labels,
          },
        }),
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

/**
 * A target that is up every few minutes is down as well, though never for five minutes on end. One that is new has no ten
 * minutes to look back on, and may take a while to start.
 */
function down(where: Matchers): Expr {
  const mostly = compare(overTime('avg', SCRAPE.up, { where, range: '10m' }), '<', 0.5);
  return either(
    compare(value(SCRAPE.up, where), '==', 0),
    parenthesised(both(mostly, earlier(SCRAPE.up, where, '10m'))),
  );
}

/**
 * A program that ends again and again is up in between. The range holds enough starts when there are five minutes between
 * two, the longest that Kubernetes waits.
 */
function restarts(spec: ExporterSpec): AlertDefinition {
  const labels = scraped(spec);
  const series = selector(PROCESS.start.name, labels);
  return {
    name: `${camelCaseName(spec.name)}Restarting`,
    expr: compare(changes(PROCESS.start, { where: { job: spec.name }, range: '1h' }), '>', 4),
    for: RANGE,
    severity: 'warning',
    summary: `${spec.name} restarts again and again`,
    description: `${spec.name} on {{ $labels.instance }} started more than four times within an hour. Its log says why it ends.`,
    when: 'it started more than four times within an hour',
    firing: { series: { [series]: '0+60' }, labels },
    silent: { [series]: '60 120 180 240 300' },
  };
}
