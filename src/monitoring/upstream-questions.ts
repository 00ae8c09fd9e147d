import { listed } from '../listed.ts';
import { broughtFamilies } from '../spec/collector-families.ts';
import type { Family } from '../spec/family.ts';
import { ownFamilies } from '../spec/own-families.ts';
import { METRIC_SOURCES, type MetricSource, sourceOf } from '../spec/sources.ts';
import type { ExporterSpec } from '../spec/spec.ts';
import { isTime, typed } from './natural-query.ts';
import { compare, divide, highest, increase, overTime, rate, sumBy, value } from './promql.ts';
import type { Question } from './questions.ts';

const DAY = { where: {}, range: '1d' };

/** What people ask about what an exporter reads. */
export function upstreamQuestions(spec: ExporterSpec): Question[] {
  const sources = METRIC_SOURCES.filter((source) => spec.collectors.includes(source));
  return [
    ...probeQuestions(spec),
    ...mongodbQuestions(spec),
    ...sources.flatMap((source) => [
      ...readQuestions(source, spec),
      ...metricQuestions(source, spec),
    ]),
  ];
}

function probeQuestions(spec: ExporterSpec): Question[] {
  const families = broughtFamilies(spec)['http-probe'];
  if (families === undefined) return [];
  const { available, response_time_seconds: responseTime } = families;
  return [
    { question: 'APIs that are down', promql: compare(value(available, {}), '==', 0) },
    {
      question: 'Availability of each API over the last day, 0 to 1',
      promql: overTime('avg', available, DAY),
    },
    {
      question: 'Response time of each API, in seconds: the average of the last hour',
      promql: overTime('avg', responseTime, { where: {}, range: '1h' }),
    },
    { question: 'The slowest API, in seconds', promql: highest(1, value(responseTime, {})) },
  ];
}

function mongodbQuestions(spec: ExporterSpec): Question[] {
  const families = broughtFamilies(spec).mongodb;
  if (families === undefined) return [];
  const { connections, operations_total: operations, database_size_bytes: size } = families;
  const states = (state: string | { matches: string }) =>
    sumBy(['instance'], value(connections, { state }));
  return [
    {
      question: 'Connections that the server has left',
      promql: value(connections, { state: 'available' }),
    },
    {
      question: 'Share of the connections that are in use, 0 to 1',
      promql: divide(states('current'), states({ matches: 'current|available' })),
    },
    {
      question: 'Operations per second, by type',
      promql: sumBy(['operation'], rate(operations, { where: {}, range: '5m' })),
    },
    { question: 'The five largest databases, in bytes', promql: highest(5, value(size, {})) },
  ];
}

/** What a collector reads, in words; your own code may read anything. */
const READ: Partial<Record<MetricSource, string>> = {
  sql: 'database',
  'json-api': 'JSON document',
  log: 'log',
};

function readQuestions(source: MetricSource, spec: ExporterSpec): Question[] {
  const what = READ[source];
  const { collectorSuccess } = ownFamilies(spec);
  if (what === undefined) return [];
  return [
    {
      question: `How much of the last day the ${what} could be read, 0 to 1`,
      promql: overTime('avg', collectorSuccess!, { ...DAY, where: { collector: source } }),
    },
  ];
}

/** An example of each type; the table of the metrics has the rest. */
function metricQuestions(source: MetricSource, spec: ExporterSpec): Question[] {
  const families = spec.metrics.filter((metric) => sourceOf(metric) === source).map(typed);
  const counter = families.find((family): family is Family<'counter'> => family.type === 'counter');
  const gauge = families.find(
    (family): family is Family<'gauge'> => family.type === 'gauge' && !isTime(family),
  );
  return [
    ...(counter === undefined ? [] : [dayOf(counter)]),
    ...(gauge === undefined
      ? []
      : [
          {
            question: `The highest ${gauge.name} of the last day`,
            promql: overTime('max', gauge, DAY),
          },
        ]),
  ];
}

function dayOf(counter: Family<'counter'>): Question {
  const labels = Object.keys(counter.labels);
  const by = labels.length > 0 ? `, by ${listed(labels)}` : '';
  return {
    question: `How much was added to ${counter.name} in the last day${by}`,
    promql: sumBy(labels, increase(counter, DAY)),
  };
}
