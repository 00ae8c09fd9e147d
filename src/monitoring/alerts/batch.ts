import { scheduleGaps } from '../../spec/cron.ts';
import type { Family } from '../../spec/family.ts';
import { PUSHGATEWAY } from '../../spec/foreign-families.ts';
import { jobTimeLimit } from '../../spec/job-limit.ts';
import { ownFamilies } from '../../spec/own-families.ts';
import type { ExporterSpec } from '../../spec/spec.ts';
import {
  absent,
  age,
  compare,
  type Expr,
  type Matchers,
  orZero,
  overTime,
  selector,
  unless,
  value,
} from '../promql.ts';
import {
  type AlertDefinition,
  camelCaseName,
  type DefinitionGroup,
  durationOf,
  inWords,
} from './definition.ts';
import { humanizeDuration } from './humanize.ts';
import { constant } from './series.ts';

/** Runs take some time, and not always the same: a tenth of the gap, between a quarter of an hour and six hours. Seconds. */
function grace(gap: number): number {
  return Math.min(Math.max(gap / 10, 900), 21_600);
}

/** Seconds since the last success after which a run must have been left out, in whole minutes. */
export function overdueAfter({ batch }: ExporterSpec): number {
  const gap = scheduleGaps(batch!.schedule)!.longest * 60;
  return Math.ceil((gap + grace(gap)) / 60) * 60;
}

/**
 * Has a result where the last run of a job did not succeed; one that never did has no time of a success.
 * @param operator `> bool` for 1 where it failed and 0 where not
 */
export function lastRunFailed(
  spec: ExporterSpec,
  where: Matchers,
  operator: '>' | '> bool' = '>',
): Expr {
  const { jobLastSuccess, jobLastCompletion } = ownFamilies(spec);
  const completion = value(jobLastCompletion!, where);
  return compare(completion, operator, orZero(value(jobLastSuccess!, where), completion));
}

/** The job did not run, did not succeed, takes too long, or its metrics were refused. */
export function batchAlerts(spec: ExporterSpec): DefinitionGroup {
  return {
    topic: 'job',
    recordings: [],
    alerts: [
      overdue(spec),
      neverSucceeded(spec),
      failed(spec),
      neverPushed(spec),
      slow(spec),
      refused(spec),
    ],
  };
}

function overdue(spec: ExporterSpec): AlertDefinition {
  const { name } = spec;
  const family = ownFamilies(spec).jobLastSuccess!;
  const limit = overdueAfter(spec);
  const labels = { job: name };
  return {
    name: `${camelCaseName(name)}Overdue`,
    expr: compare(age(family, { job: name }), '>', limit),
    for: '1m',
    severity: 'critical',
    summary: `${name} is overdue`,
    description: `The last success of {{ $labels.job }} was {{ $value | humanizeDuration }} ago, more than ${inWords(durationOf(limit))}; its schedule is ${spec.batch!.schedule}.`,
    when: `the last success is more than ${inWords(durationOf(limit))} ago: the longest gap of the schedule and some time to run`,
    firing: {
      series: constant(family.name, labels, -limit),
      labels,
      value: (at) => humanizeDuration(at + limit),
    },
    silent: constant(family.name, labels, 0),
  };
}

function failed(spec: ExporterSpec): AlertDefinition {
  const { name } = spec;
  const { jobLastSuccess, jobLastCompletion } = ownFamilies(spec);
  const labels = { job: name };
  const series = (success: number, completion: number) => ({
    ...constant(jobLastSuccess!.name, labels, success),
    ...constant(jobLastCompletion!.name, labels, completion),
  });
  return {
    name: `${camelCaseName(name)}Failed`,
    expr: lastRunFailed(spec, { job: name }),
    for: '1m',
    severity: 'warning',
    summary: `The last run of ${name} failed`,
    description:
      'The run of {{ $labels.job }} that ended at {{ $value | humanizeTimestamp }} did not succeed. Its log says why.',
    when: 'the last run did not succeed',
    firing: { series: series(60, 120), labels, value: '1970-01-01 00:02:00 +0000 UTC' },
    silent: series(120, 120),
  };
}

/** The gateway knows runs, but none that succeeded: `Overdue` has no time to count from. */
function neverSucceeded(spec: ExporterSpec): AlertDefinition {
  const { name } = spec;
  const { jobLastSuccess, jobLastCompletion } = ownFamilies(spec);
  const labels = { job: name };
  const limit = overdueAfter(spec);
  const wait = durationOf(limit);
  const runs = constant(jobLastCompletion!.name, labels, 60);
  // A scrape that is missed must not begin the wait anew.
  const lastHour = (family: Family<'gauge'>) =>
    overTime('last', family, { where: labels, range: '1h' });
  return {
    name: `${camelCaseName(name)}NeverSucceeded`,
    expr: unless(lastHour(jobLastCompletion!), lastHour(jobLastSuccess!)),
    for: wait,
    severity: 'critical',
    summary: `${name} has never succeeded`,
    description: `{{ $labels.job }} has been running for ${inWords(wait)} without a success; its last run ended at {{ $value | humanizeTimestamp }}. Its log says why.`,
    when: 'there were runs, but none that succeeded',
    firing: { series: runs, labels, value: '1970-01-01 00:01:00 +0000 UTC' },
    // With a longer wait there is more than an hour between the samples of the test.
    ...(limit <= 2 * 86_400 && {
      alsoFiring: {
        name: 'scrapes were missed',
        series: { [selector(jobLastCompletion!.name, labels)]: '60x6 _x3 60' },
        labels,
        value: '1970-01-01 00:01:00 +0000 UTC',
      },
    }),
    silent: { ...runs, ...constant(jobLastSuccess!.name, labels, 60) },
  };
}

/** A gateway that was restarted without its file has forgotten the last run. */
function neverPushed(spec: ExporterSpec): AlertDefinition {
  const { name } = spec;
  const family = ownFamilies(spec).jobLastCompletion!;
  const labels = { job: name };
  const wait = durationOf(overdueAfter(spec));
  return {
    name: `${camelCaseName(name)}Absent`,
    expr: absent(family, labels),
    for: wait,
    severity: 'warning',
    summary: `${name} has pushed nothing`,
    description: `The Pushgateway has no metrics of {{ $labels.job }} for ${inWords(wait)}: it never ran, cannot reach the gateway, or the gateway lost what it had.`,
    when: 'the Pushgateway has nothing of the job',
    firing: { series: {}, labels },
    silent: constant(family.name, labels, 0),
  };
}

/** Seconds: half of the time that a run may take, so that there is time to do something about it. */
export function slowRun(spec: ExporterSpec): number {
  return jobTimeLimit(spec) / 2;
}

/** Runs get longer, until one is ended because of it. */
function slow(spec: ExporterSpec): AlertDefinition {
  const { name } = spec;
  const family = ownFamilies(spec).jobDuration!;
  const labels = { job: name };
  const most = jobTimeLimit(spec);
  const limit = inWords(durationOf(most));
  return {
    name: `${camelCaseName(name)}Slow`,
    expr: compare(value(family, labels), '>', slowRun(spec)),
    for: '1m',
    severity: 'warning',
    summary: `${name} takes more than half of its time limit`,
    description: `The last run of {{ $labels.job }} took {{ $value | humanizeDuration }}, more than half of the time limit of ${limit}.`,
    when: `the last run took more than half of the time limit of a run, which is ${limit}`,
    firing: { series: constant(family.name, labels, most), labels, value: humanizeDuration(most) },
    silent: constant(family.name, labels, most / 4),
  };
}

/** The gateway keeps the old values when it refuses new ones, so they look as if nothing had happened. */
function refused({ name }: ExporterSpec): AlertDefinition {
  const labels = { job: name };
  const series = (pushed: number, failure: number) => ({
    ...constant(PUSHGATEWAY.pushed.name, labels, pushed),
    ...constant(PUSHGATEWAY.failed.name, labels, failure),
  });
  return {
    name: `${camelCaseName(name)}PushRefused`,
    expr: compare(value(PUSHGATEWAY.failed, labels), '>', value(PUSHGATEWAY.pushed, labels)),
    for: '1m',
    severity: 'warning',
    summary: `The Pushgateway refused the metrics of ${name}`,
    description:
      'The last push of {{ $labels.job }} was refused at {{ $value | humanizeTimestamp }}: its metrics contradict what the gateway has. The log of the job has the answer.',
    when: 'the Pushgateway refused the last push',
    firing: { series: series(60, 120), labels, value: '1970-01-01 00:02:00 +0000 UTC' },
    silent: series(120, 60),
  };
}
