import { listed } from '../listed.ts';
import type { AnyFamily } from '../spec/family.ts';
import { ALERTS, PROCESS } from '../spec/foreign-families.ts';
import { ownFamilies } from '../spec/own-families.ts';
import type { ExporterSpec, Metric } from '../spec/spec.ts';
import { lastRunFailed } from './alerts/batch.ts';
import { errorRatio } from './alerts/http.ts';
import { naturalQuery, pushedQuery, typed } from './natural-query.ts';
import {
  age,
  compare,
  divide,
  type Expr,
  highest,
  increase,
  overTime,
  quantile,
  rate,
  type Scope,
  sumBy,
  value,
} from './promql.ts';
import { upstreamQuestions } from './upstream-questions.ts';

/** A question and the query that answers it. */
export interface Question {
  question: string;
  promql: Expr;
}

/** Everything that a Prometheus knows, the last five minutes of it. */
const ALL: Scope = { where: {}, range: '5m' };

/** The last quarter of an hour of everything. */
const QUARTER: Scope = { where: {}, range: '15m' };

/** What people ask about a program of each pattern. */
export function questions(spec: ExporterSpec): Question[] {
  const ofPattern = {
    application: applicationQuestions,
    sidecar: sidecarQuestions,
    batch: batchQuestions,
  }[spec.pattern](spec);
  const firing = value(ALERTS, { job: spec.name, alertstate: 'firing' });
  return [
    ...upstreamQuestions(spec),
    ...ofPattern,
    { question: 'Alerts that fire', promql: firing },
  ];
}

/** The query every metric is read with: what it asks in words, and PromQL. */
export function metricQuestion(
  metric: Metric,
  spec: ExporterSpec,
): { name: string; asks: string; promql: string } {
  const family = typed(metric);
  const { asks, expr } = questionOf(family, spec);
  return { name: family.name, asks, promql: expr.replaceAll('\n', ' ') };
}

function questionOf(family: AnyFamily, spec: ExporterSpec): { asks: string; expr: Expr } {
  const { buildInfo } = ownFamilies(spec);
  if (family.name === buildInfo.name) {
    const asks = `version and revision ${spec.pattern === 'batch' ? 'of the last run' : 'that run'}`;
    return { asks, expr: value(buildInfo, {}) };
  }
  const labels = Object.keys(family.labels);
  const { asks, expr } = (spec.pattern === 'batch' ? pushedQuery : naturalQuery)(
    family,
    labels,
    ALL,
  );
  const isSummed = family.type === 'counter' && spec.pattern !== 'batch' && labels.length > 0;
  return {
    asks: isSummed ? `${asks}, by ${listed(labels)}` : asks,
    expr,
  };
}

function applicationQuestions(spec: ExporterSpec): Question[] {
  const { requests, duration } = ownFamilies(spec);
  return [
    { question: 'Share of requests that fail', promql: errorRatio(spec, [], ALL) },
    {
      question: '95 % of the requests are answered within, in seconds, by route',
      promql: quantile(0.95, duration!, ['route'], ALL),
    },
    {
      question: 'The busiest routes, in requests per second',
      promql: highest(5, sumBy(['route'], rate(requests!, ALL))),
    },
    {
      question: 'Memory of each instance, in bytes',
      promql: value(PROCESS.memory, { job: spec.name }),
    },
  ];
}

/** What the sidecar says of its own work. */
function sidecarQuestions(spec: ExporterSpec): Question[] {
  const { collectorSuccess, collectorDuration, scrapeErrors, seriesDropped } = ownFamilies(spec);
  return [
    {
      question: 'Collectors that failed in the last scrape',
      promql: compare(value(collectorSuccess!, {}), '==', 0),
    },
    {
      question: 'The slowest collector, in seconds',
      promql: highest(1, value(collectorDuration!, {})),
    },
    {
      question: 'Failed reads in the last hour, by collector',
      promql: sumBy(['collector'], increase(scrapeErrors!, { where: {}, range: '1h' })),
    },
    {
      question:
        'Series over the limit of a collector in a scrape, on average of a quarter of an hour',
      promql: compare(
        divide(increase(seriesDropped!, QUARTER), overTime('count', collectorSuccess!, QUARTER)),
        '>',
        0,
      ),
    },
  ];
}

/** What is pushed stays as it is until the next run, so `rate()` says nothing here. */
function batchQuestions(spec: ExporterSpec): Question[] {
  const { jobLastSuccess, jobStageDuration, jobRecords } = ownFamilies(spec);
  return [
    { question: 'Seconds since the job last succeeded', promql: age(jobLastSuccess!, {}) },
    { question: 'Jobs whose last run did not succeed', promql: lastRunFailed(spec, {}) },
    {
      question: 'The stage that took longest',
      promql: highest(1, value(jobStageDuration!, {})),
    },
    { question: 'Records of the last run', promql: value(jobRecords!, {}) },
  ];
}
