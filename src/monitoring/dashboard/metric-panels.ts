import { listed } from '../../listed.ts';
import { HISTOGRAM_QUANTILE, isRare } from '../../spec/alert-values.ts';
import type { AnyFamily, Family } from '../../spec/family.ts';
import type { Alert } from '../../spec/schema.ts';
import type { ExporterSpec } from '../../spec/spec.ts';
import { gaugeValue, isTime } from '../natural-query.ts';
import {
  bucketRate,
  divide,
  type Expr,
  observationRate,
  pushedCount,
  pushedParts,
  pushedQuantile,
  quantile,
  rate,
  sumBy,
  summaryQuantile,
  sumRate,
} from '../promql.ts';
import { asSentence } from '../sentence.ts';
import type { Panel, Target } from './model.ts';
import { type Bound, heatmap, timeseries } from './panels.ts';
import { CHOSEN, legendOf } from './scope.ts';
import { rateUnitOf, unitOf } from './units.ts';

const { where } = CHOSEN;
const QUANTILES = [0.5, 0.95, 0.99];

/** Lines of a panel that are told apart by more labels are no longer readable. */
const MOST_LABELS = 2;

type MetricAlert = Pick<Alert, 'above' | 'below'>;

/** Labels that a panel tells its lines apart by. */
function leadingLabels({ labels }: Pick<AnyFamily, 'labels'>): string[] {
  return Object.keys(labels).slice(0, MOST_LABELS);
}

/** The bound of the alert of a metric; none where its panel shows another value than the alert looks at. */
function boundOf(family: AnyFamily, { pattern }: ExporterSpec, alert: MetricAlert = {}): Bound {
  const { above, below } = alert;
  if (isRare(family, alert, pattern)) return {};
  // Alerts tell apart by all labels; gauges and the quantiles of summaries are shown so.
  const isGrouped = family.type === 'histogram' || (pattern !== 'batch' && isSummedUp(family));
  if (isGrouped && Object.keys(family.labels).length > MOST_LABELS) return {};
  return { ...(above !== undefined && { above }), ...(below !== undefined && { below }) };
}

function isSummedUp({ type, quantiles }: AnyFamily): boolean {
  return type === 'counter' || (type === 'summary' && quantiles.length === 0);
}

/** The panels of a family, by its type: a histogram has three, which fill a line; all others have one. */
export function metricPanels(family: AnyFamily, spec: ExporterSpec, alert?: MetricAlert): Panel[] {
  const bound = boundOf(family, spec, alert);
  if (spec.pattern === 'batch') return pushedPanels(family, bound);
  const { name, help } = family;
  const by = leadingLabels(family);
  switch (family.type) {
    case 'counter':
      return [
        timeseries({
          title: `${name} per second`,
          description: help,
          unit: rateUnitOf(name),
          targets: [{ expr: sumBy(by, rate(family, CHOSEN)), legend: legendOf(by, 'all') }],
          bound,
        }),
      ];
    case 'gauge':
      return [gaugePanel(family, spec, bound)];
    case 'histogram':
      return histogramPanels(family, bound);
    case 'summary':
      return [summaryPanel(family, bound)];
  }
}

function gaugePanel(family: Family<'gauge'>, spec: ExporterSpec, bound: Bound): Panel {
  const { name, help } = family;
  // A sidecar runs once, so its instance says nothing.
  const own = spec.pattern === 'application' ? ['instance'] : [];
  return timeseries({
    title: gaugeTitle(family),
    description: help,
    unit: unitOf(name),
    targets: [
      {
        expr: gaugeValue(family, where),
        legend: legendOf([...Object.keys(family.labels), ...own], name),
      },
    ],
    bound,
  });
}

function gaugeTitle(family: Family<'gauge'>): string {
  return isTime(family) ? `Time since ${family.name}` : family.name;
}

/**
 * The quantiles over all labels; where the bound of an alert is drawn the one that it looks at, for the same labels.
 * @param ask the query of a quantile for each of some labels
 */
function quantilesOf(
  family: Family<'histogram'>,
  bound: Bound,
  ask: (q: number, labels: readonly string[]) => Expr,
): { title: string; description: string; unit: string; targets: Target[] } {
  const { name } = family;
  const labels = Object.keys(family.labels);
  const isCompared = labels.length > 0 && (bound.above ?? bound.below) !== undefined;
  const shown = isCompared ? [HISTOGRAM_QUANTILE] : QUANTILES;
  const by = isCompared ? labels : [];
  const percent = shown.map((q) => `${q * 100} %`);
  return {
    title: `${name}, ${isCompared ? `${percent[0]} quantile` : 'quantiles'}`,
    description: `${asSentence(family.help)} ${listed(percent)} of the observations were at most this.`,
    unit: unitOf(name),
    targets: shown.map((q, index) => ({
      expr: ask(q, by),
      legend: [percent[index], legendOf(by, '')].filter(Boolean).join(' '),
    })),
  };
}

function histogramPanels(family: Family<'histogram'>, bound: Bound): Panel[] {
  const { name, help } = family;
  const by = leadingLabels(family);
  const quantiles = timeseries({
    ...quantilesOf(family, bound, (q, labels) => quantile(q, family, labels, CHOSEN)),
    bound,
    width: 8,
  });
  return [
    { ...quantiles, startsLine: true },
    timeseries({
      title: `${name}, observations per second`,
      description: help,
      unit: 'cps',
      targets: [{ expr: sumBy(by, observationRate(family, CHOSEN)), legend: legendOf(by, 'all') }],
      width: 8,
    }),
    heatmap({
      title: `${name}, distribution`,
      description: help,
      unit: unitOf(name),
      targets: [{ expr: bucketRate(family, CHOSEN), legend: '{{le}}' }],
      width: 8,
    }),
  ];
}

function summaryPanel(family: Family<'summary'>, bound: Bound): Panel {
  const { name, help, quantiles } = family;
  const by = leadingLabels(family);
  const average: Target = {
    expr: divide(sumBy(by, sumRate(family, CHOSEN)), sumBy(by, observationRate(family, CHOSEN))),
    legend: ['average', legendOf(by, '')].filter(Boolean).join(' '),
  };
  return timeseries({
    title: quantiles.length > 0 ? `${name}, average and quantiles` : `${name}, average`,
    description:
      quantiles.length > 0 ? `${asSentence(help)} Quantiles are those of each instance.` : help,
    unit: unitOf(name),
    targets: [
      average,
      ...quantiles.map((q) => ({
        expr: summaryQuantile(q, family, where),
        legend: `${Number((q * 100).toPrecision(6))} % ${legendOf([...by, 'instance'], '')}`,
      })),
    ],
    bound,
  });
}

/** What a batch job pushed stays as it is until its next run, so there are no rates. */
function pushedPanels(family: AnyFamily, bound: Bound): Panel[] {
  const { name, help } = family;
  const labels = Object.keys(family.labels);
  const legend = legendOf(labels, 'last run');
  const panel = (targets: Target[], title: string) =>
    timeseries({ title, description: help, unit: unitOf(name), targets, bound });
  switch (family.type) {
    case 'counter':
      return [panel([{ expr: pushedCount(family, where), legend }], name)];
    case 'gauge':
      return [panel([{ expr: gaugeValue(family, where), legend }], gaugeTitle(family))];
    case 'histogram':
      return [
        timeseries({
          ...quantilesOf(family, bound, (q, by) => pushedQuantile(q, family, by, where)),
          bound,
        }),
      ];
    case 'summary': {
      const { sum, count } = pushedParts(family, where);
      return [panel([{ expr: divide(sum, count), legend }], `${name}, average`)];
    }
  }
}
