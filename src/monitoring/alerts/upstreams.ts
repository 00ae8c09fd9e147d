import { broughtFamilies } from '../../spec/collector-families.ts';
import type { ExporterSpec } from '../../spec/spec.ts';
import { both, compare, divide, selector, slope, sumBy, value } from '../promql.ts';
import {
  type AlertDefinition,
  camelCaseName,
  type DefinitionGroup,
  KEEP_FIRING,
  ruleScope,
  scraped,
} from './definition.ts';
import { humanize1024, humanizeDuration, humanizePercentage } from './humanize.ts';
import { constant } from './series.ts';

/** Fewer of the connections than this must not be left. */
const CONNECTIONS_LEFT = 0.1;
/** Share of the time an API has to answer. */
const SLOW_ANSWER = 0.8;

/** Seconds until a scrape ends where Prometheus waits for its usual ten, and what the probe keeps back of them. */
const PROBE_TIME = 9.4;

/**
 * Seconds an API has to answer: its timeout, but no longer than a scrape leaves for it where targets take turns.
 * Undefined without the collector.
 */
export function answerLimit({ 'http-probe': probe }: ExporterSpec): number | undefined {
  if (probe === undefined) return undefined;
  const turns = Math.max(Math.ceil(Object.keys(probe.targets).length / probe.concurrency), 1);
  return Math.min(probe.timeout_seconds, Number((PROBE_TIME / turns).toPrecision(2)));
}

/** Seconds after which an answer is slow. */
export function slowAnswer(limit: number): number {
  return Number((limit * SLOW_ANSWER).toPrecision(3));
}

/** What the collectors found out about what they read. */
export function upstreamAlerts(spec: ExporterSpec): DefinitionGroup {
  return {
    topic: 'upstream',
    recordings: [],
    alerts: [...mongodbAlerts(spec), ...probeAlerts(spec), ...logAlerts(spec)],
  };
}

function mongodbAlerts(spec: ExporterSpec): AlertDefinition[] {
  const { connections } = broughtFamilies(spec).mongodb ?? {};
  if (connections === undefined) return [];
  const { where } = ruleScope(spec);
  const by = ['job', 'instance'];
  const states = (state: string | { matches: string }) =>
    sumBy(by, value(connections, { ...where, state }));
  const labels = scraped(spec);
  const series = (current: number, available: number) => ({
    ...constant(connections.name, { ...labels, state: 'current' }, current),
    ...constant(connections.name, { ...labels, state: 'available' }, available),
  });
  return [
    {
      name: `${camelCaseName(spec.name)}ConnectionsNearLimit`,
      expr: compare(
        divide(states('available'), states({ matches: 'current|available' })),
        '<',
        CONNECTIONS_LEFT,
      ),
      for: '10m',
      keepFiring: KEEP_FIRING,
      severity: 'warning',
      summary: 'The MongoDB server runs out of connections',
      description: `Only {{ $value | humanizePercentage }} of the connections of the server behind {{ $labels.instance }} are left, less than ${humanizePercentage(CONNECTIONS_LEFT)}. Look for clients without a pool, or raise net.maxIncomingConnections.`,
      when: `less than ${CONNECTIONS_LEFT * 100} % of the connections of the server are left`,
      firing: { series: series(95, 5), labels, value: humanizePercentage(0.05) },
      silent: series(50, 50),
    },
  ];
}

function probeAlerts(spec: ExporterSpec): AlertDefinition[] {
  const families = broughtFamilies(spec)['http-probe'];
  if (families === undefined) return [];
  const { available, response_time_seconds: responseTime } = families;
  const { where } = ruleScope(spec);
  const { targets } = spec['http-probe']!;
  const labels = scraped(spec, { api_name: Object.keys(targets)[0] ?? 'example' });
  const most = answerLimit(spec)!;
  const limit = slowAnswer(most);
  return [
    {
      name: `${camelCaseName(spec.name)}ApiDown`,
      expr: compare(value(available, where), '==', 0),
      for: '5m',
      severity: 'critical',
      summary: '{{ $labels.api_name }} does not answer',
      description:
        '{{ $labels.api_name }}, asked from {{ $labels.instance }}, refuses, hangs or answers with a status that is not expected.',
      when: 'an API does not answer, or with a status that is not expected',
      firing: { series: constant(available.name, labels, 0), labels },
      silent: constant(available.name, labels, 1),
    },
    {
      name: `${camelCaseName(spec.name)}ApiSlow`,
      expr: compare(value(responseTime, where), '>', limit),
      for: '10m',
      severity: 'warning',
      summary: '{{ $labels.api_name }} answers slowly',
      description: `{{ $labels.api_name }}, asked from {{ $labels.instance }}, takes {{ $value | humanizeDuration }} to answer, more than ${humanizeDuration(limit)}; it is given up after ${humanizeDuration(most)}.`,
      when: `an API takes longer than ${limit} s; ${most} s is the limit`,
      firing: {
        series: constant(responseTime.name, labels, most),
        labels,
        value: humanizeDuration(most),
      },
      silent: constant(responseTime.name, labels, limit / 2),
    },
  ];
}

function logAlerts(spec: ExporterSpec): AlertDefinition[] {
  const unread = broughtFamilies(spec).log?.unread_bytes;
  if (unread === undefined) return [];
  const labels = scraped(spec);
  const behind = 2 * spec.log!.max_bytes_per_scrape;
  const where = { job: spec.name };
  return [
    {
      name: `${camelCaseName(spec.name)}LogBehind`,
      // What is left over from a time without scrapes gets less with every one.
      expr: both(
        compare(value(unread, where), '>', 0),
        compare(slope(unread, { where, range: '15m' }), '>=', 0),
      ),
      for: '15m',
      severity: 'warning',
      summary: `${spec.name} reads its log too slowly`,
      description:
        'The log grows faster than {{ $labels.instance }} reads it: {{ $value | humanize1024 }}B are left. Scrape more often, or raise --logfile.max-bytes-per-scrape.',
      when: 'the log grows faster than it is read',
      firing: {
        series: constant(unread.name, labels, behind),
        labels,
        value: humanize1024(behind),
      },
      silent: { [selector(unread.name, labels)]: `${100 * behind}-${behind}` },
    },
  ];
}
