import { SCRAPE } from '../../spec/foreign-families.ts';
import { ownFamilies } from '../../spec/own-families.ts';
import type { ExporterSpec } from '../../spec/spec.ts';
import { lastRunFailed, overdueAfter, slowRun } from '../alerts/batch.ts';
import { LONG_SCRAPE } from '../alerts/collectors.ts';
import { ERROR_RATIO, errorRatio, slowBound } from '../alerts/http.ts';
import { PUSHGATEWAY_JOB } from '../paths.ts';
import { age, compare, count, quantile, rate, sumBy, value } from '../promql.ts';
import type { Panel, Row } from './model.ts';
import { stat, YES_NO } from './panels.ts';
import { CHOSEN, firing } from './scope.ts';

const { where } = CHOSEN;

/** What to look at first: is it there, does an alert fire, does it do its work. Six figures that fill a line. */
export function healthRow(spec: ExporterSpec): Row {
  const middle = {
    application: applicationFigures,
    sidecar: sidecarFigures,
    batch: jobFigures,
  }[spec.pattern](spec);
  return { title: 'Health', panels: [up(spec), firingAlerts(spec), ...middle, version(spec)] };
}

function up({ pattern }: ExporterSpec): Panel {
  const isBatch = pattern === 'batch';
  return stat({
    title: isBatch ? 'Pushgateway' : 'Up',
    description: isBatch
      ? 'Whether Prometheus can scrape the Pushgateway.'
      : 'Whether Prometheus can scrape the exporter.',
    unit: 'short',
    targets: [
      {
        expr: value(SCRAPE.up, isBatch ? { job: PUSHGATEWAY_JOB } : where),
        legend: '{{instance}}',
      },
    ],
    meanings: YES_NO('Up', 'Down'),
  });
}

function firingAlerts(spec: ExporterSpec): Panel {
  return stat({
    title: 'Firing alerts',
    description: 'Alerts of the job that fire now. The link above lists them.',
    unit: 'short',
    targets: [{ expr: count(firing(spec)), legend: 'firing' }],
    bound: { above: 1 },
  });
}

function version(spec: ExporterSpec): Panel {
  return stat({
    title: 'Version',
    description: 'Version and revision of the running program.',
    unit: 'short',
    targets: [{ expr: value(ownFamilies(spec).buildInfo, where), legend: '{{version}}' }],
    shows: 'name',
  });
}

function applicationFigures(spec: ExporterSpec): Panel[] {
  const { requests, duration } = ownFamilies(spec);
  return [
    stat({
      title: 'Requests',
      description: 'Requests answered per second.',
      unit: 'reqps',
      targets: [{ expr: sumBy([], rate(requests!, CHOSEN)), legend: 'requests' }],
    }),
    stat({
      title: 'Errors',
      description: 'Share of the requests that are answered with a status of 500 or above.',
      unit: 'percentunit',
      targets: [{ expr: errorRatio(spec, [], CHOSEN), legend: 'errors' }],
      bound: { above: ERROR_RATIO },
    }),
    stat({
      title: 'Latency',
      description: '95 % of the requests are answered within this time.',
      unit: 's',
      targets: [{ expr: quantile(0.95, duration!, [], CHOSEN), legend: '95 %' }],
      bound: { above: slowBound(spec) },
    }),
  ];
}

function sidecarFigures(spec: ExporterSpec): Panel[] {
  const { up: allRead, collectorSuccess, scrapeDuration } = ownFamilies(spec);
  return [
    stat({
      title: 'Everything read',
      description: 'Whether every collector succeeded in the last scrape.',
      unit: 'short',
      targets: [{ expr: value(allRead!, where), legend: '{{instance}}' }],
      meanings: YES_NO('Yes', 'No'),
    }),
    stat({
      title: 'Failing collectors',
      description: 'Collectors that cannot read their source.',
      unit: 'short',
      targets: [
        { expr: count(compare(value(collectorSuccess!, where), '==', 0)), legend: 'failing' },
      ],
      bound: { above: 1 },
    }),
    stat({
      title: 'Scrape',
      description: 'Time the last scrape took; Prometheus waits for 10 s unless told otherwise.',
      unit: 's',
      targets: [{ expr: value(scrapeDuration!, where), legend: '{{instance}}' }],
      bound: { above: LONG_SCRAPE },
    }),
  ];
}

function jobFigures(spec: ExporterSpec): Panel[] {
  const { jobLastSuccess, jobDuration } = ownFamilies(spec);
  return [
    stat({
      title: 'Last run',
      description: 'Whether the last run of the job succeeded.',
      unit: 'short',
      targets: [{ expr: lastRunFailed(spec, where, '> bool'), legend: 'last run' }],
      meanings: [
        { value: 0, text: 'Succeeded', color: 'green' },
        { value: 1, text: 'Failed', color: 'red' },
      ],
    }),
    stat({
      title: 'Last success',
      description: `Time since the job last succeeded; its schedule is ${spec.batch!.schedule}.`,
      unit: 's',
      targets: [{ expr: age(jobLastSuccess!, where), legend: 'last success' }],
      bound: { above: overdueAfter(spec) },
    }),
    stat({
      title: 'Duration',
      description: 'Time the last run took.',
      unit: 's',
      targets: [{ expr: value(jobDuration!, where), legend: 'duration' }],
      bound: { above: slowRun(spec) },
    }),
  ];
}
