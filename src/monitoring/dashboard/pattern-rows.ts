import { broughtFamilies } from '../../spec/collector-families.ts';
import type { AnyFamily } from '../../spec/family.ts';
import { ownFamilies } from '../../spec/own-families.ts';
import type { ExporterSpec } from '../../spec/spec.ts';
import { slowRun } from '../alerts/batch.ts';
import { ERROR_RATIO, errorRatio, slowBound } from '../alerts/http.ts';
import { answerLimit, slowAnswer } from '../alerts/upstreams.ts';
import {
  age,
  bucketRate,
  divide,
  increase,
  overTime,
  quantile,
  rate,
  sumBy,
  value,
} from '../promql.ts';
import { metricPanels } from './metric-panels.ts';
import type { Panel, Row } from './model.ts';
import { heatmap, stateTimeline, timeseries, YES_NO } from './panels.ts';
import { CHOSEN, legendOf } from './scope.ts';

const { where } = CHOSEN;

/** Rate, errors and duration of the requests. */
export function httpRow(spec: ExporterSpec): Row {
  const own = ownFamilies(spec);
  const [requests, duration] = [own.requests!, own.duration!];
  const panels = [
    timeseries({
      title: 'Requests by status',
      description: requests.help,
      unit: 'reqps',
      targets: [{ expr: sumBy(['status'], rate(requests, CHOSEN)), legend: '{{status}}' }],
      stacked: true,
      width: 8,
    }),
    timeseries({
      title: 'Share of errors',
      description:
        'Requests answered with a status of 500 or above; the line is where the alert is.',
      unit: 'percentunit',
      targets: [{ expr: errorRatio(spec, [], CHOSEN), legend: 'errors' }],
      bound: { above: ERROR_RATIO },
      width: 8,
    }),
    timeseries({
      title: 'Latency',
      description:
        '50 %, 95 % and 99 % of the requests are answered within; the alert compares 95 % with the dashed line.',
      unit: 's',
      targets: [0.5, 0.95, 0.99].map((q) => ({
        expr: quantile(q, duration, [], CHOSEN),
        legend: `${q * 100} %`,
      })),
      bound: { above: slowBound(spec) },
      width: 8,
    }),
    timeseries({
      title: 'Requests by route',
      description: requests.help,
      unit: 'reqps',
      targets: [
        {
          expr: sumBy(['method', 'route'], rate(requests, CHOSEN)),
          legend: '{{method}} {{route}}',
        },
      ],
      width: 8,
    }),
    timeseries({
      title: 'Latency by route',
      description: '95 % of the requests of each route are answered within this time.',
      unit: 's',
      targets: [{ expr: quantile(0.95, duration, ['route'], CHOSEN), legend: '{{route}}' }],
      width: 8,
    }),
    heatmap({
      title: 'Distribution of the latency',
      description: duration.help,
      unit: 's',
      targets: [{ expr: bucketRate(duration, CHOSEN), legend: '{{le}}' }],
      width: 8,
    }),
    timeseries({
      title: 'Requests in progress',
      description: own.inProgress!.help,
      unit: 'short',
      targets: [{ expr: value(own.inProgress!, where), legend: '{{instance}}' }],
      width: 24,
      height: 6,
    }),
  ];
  return { title: 'HTTP', panels };
}

/** What each collector does. */
export function collectorRow(spec: ExporterSpec): Row {
  const own = ownFamilies(spec);
  const legend = '{{collector}}';
  const cached = own.collectorLastSuccess;
  const panels = [
    stateTimeline({
      title: 'Collectors',
      description: own.collectorSuccess!.help,
      targets: [{ expr: value(own.collectorSuccess!, where), legend }],
      meanings: YES_NO('OK', 'Failed'),
    }),
    timeseries({
      title: 'Duration of the collectors',
      description: own.collectorDuration!.help,
      unit: 's',
      targets: [{ expr: value(own.collectorDuration!, where), legend }],
    }),
    timeseries({
      title: 'Failed reads',
      description: own.scrapeErrors!.help,
      unit: 'cps',
      targets: [{ expr: sumBy(['collector'], rate(own.scrapeErrors!, CHOSEN)), legend }],
    }),
    timeseries({
      title: 'Series left out',
      description: `${own.seriesDropped!.help} In each scrape, on average.`,
      unit: 'short',
      // They are counted anew in every scrape, so a rate would say more the more often is scraped.
      targets: [
        {
          expr: divide(
            sumBy(['collector'], increase(own.seriesDropped!, CHOSEN)),
            sumBy(['collector'], overTime('count', own.collectorSuccess!, CHOSEN)),
          ),
          legend,
        },
      ],
    }),
    ...(cached === undefined
      ? []
      : [
          timeseries({
            title: 'Age of kept reads',
            description: cached.help,
            unit: 's',
            targets: [{ expr: age(cached, where), legend }],
          }),
        ]),
  ];
  return { title: 'Collectors', panels };
}

const TITLES = { mongodb: 'MongoDB', 'http-probe': 'Web addresses', log: 'Log' } as const;

/** What the collectors themselves tell of what they read. */
export function upstreamRows(spec: ExporterSpec): Row[] {
  return Object.entries(broughtFamilies(spec)).map(([collector, families]) => ({
    title: TITLES[collector as keyof typeof TITLES],
    panels: Object.values<AnyFamily>(families).flatMap((family) => upstreamPanels(family, spec)),
  }));
}

function upstreamPanels(family: AnyFamily, spec: ExporterSpec): Panel[] {
  const { available, response_time_seconds: responseTime } =
    broughtFamilies(spec)['http-probe'] ?? {};
  if (family.name === responseTime?.name) {
    return metricPanels(family, spec, { above: slowAnswer(answerLimit(spec)!) });
  }
  if (family.name !== available?.name) return metricPanels(family, spec);
  return [
    stateTimeline({
      title: 'Availability',
      description: available.help,
      targets: [{ expr: value(available, where), legend: legendOf(['api_name'], '') }],
      meanings: YES_NO('Available', 'Not available'),
    }),
  ];
}

/** One run of the job after the other. */
export function jobRow(spec: ExporterSpec): Row {
  const own = ownFamilies(spec);
  const panels = [
    timeseries({
      title: 'Duration of the runs',
      description: own.jobDuration!.help,
      unit: 's',
      targets: [{ expr: value(own.jobDuration!, where), legend: 'duration' }],
      bound: { above: slowRun(spec) },
      width: 8,
    }),
    timeseries({
      title: 'Duration of the stages',
      description: own.jobStageDuration!.help,
      unit: 's',
      targets: [{ expr: value(own.jobStageDuration!, where), legend: '{{stage}}' }],
      stacked: true,
      width: 8,
    }),
    timeseries({
      title: 'Records',
      description: own.jobRecords!.help,
      unit: 'short',
      targets: [{ expr: value(own.jobRecords!, where), legend: 'records' }],
      width: 8,
    }),
  ];
  return { title: 'Job', panels };
}
