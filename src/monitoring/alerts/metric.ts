import { isRare, RARE_RANGE } from '../../spec/alert-values.ts';
import type { AnyFamily, Family } from '../../spec/family.ts';
import type { Alert } from '../../spec/schema.ts';
import type { ExporterSpec, Metric } from '../../spec/spec.ts';
import { isTime, naturalQuery, pushedQuery, typed } from '../natural-query.ts';
import {
  bothIgnoring,
  compare,
  type Expr,
  increase,
  observationRate,
  selector,
  sumBy,
} from '../promql.ts';
import { asSentence } from '../sentence.ts';
import {
  type AlertDefinition,
  camelCaseName,
  type DefinitionGroup,
  durationOf,
  inWords,
  KEEP_FIRING,
  plainText,
  ruleScope,
  seconds,
} from './definition.ts';
import { casesOf, resultLabels, seriesLabels } from './metric-cases.ts';
import { constant, growing } from './series.ts';
import { shownIncrease, shownValue } from './shown-value.ts';

/** The alerts that metrics of the spec ask for, on the natural query of their type. */
export function metricAlerts(spec: ExporterSpec): DefinitionGroup {
  return {
    topic: 'metrics',
    recordings: [],
    alerts: spec.metrics.flatMap((metric) =>
      metric.alert === undefined ? [] : [metricAlert(metric, metric.alert, spec)],
    ),
  };
}

/** `shop_orders_total` above a bound → `ShopOrdersHigh`. */
export function metricAlertName({ name, type, alert }: Metric): string {
  const base = type === 'counter' ? name.replace(/_total$/, '') : name;
  return `${camelCaseName(base)}${alert?.above === undefined ? 'Low' : 'High'}`;
}

function metricAlert(metric: Metric, alert: Alert, spec: ExporterSpec): AlertDefinition {
  const family = typed(metric);
  if (family.type === 'counter' && isRare(metric, alert, spec.pattern)) {
    return rareAlert(family, metric, alert, spec);
  }
  const { name, help } = family;
  const isHigh = alert.above !== undefined;
  const isPerSecond = family.type === 'counter' && spec.pattern !== 'batch';
  const shown = shownValue(family, alert, isPerSecond ? ' per second' : '');
  const isAge = isTime(family);
  const [over, under] = isAge ? ['older than', 'newer than'] : ['above', 'below'];
  const side = `${isHigh ? over : under} ${shown.bound}`;
  const isAtOnce = seconds(alert.for) === 0;
  const held = isAtOnce ? `is ${side}` : `has been ${side} for ${inWords(alert.for)}`;
  const read = readAs(family, spec);
  return {
    name: metricAlertName(metric),
    expr: alertExpr(family, alert, spec),
    for: alert.for,
    ...(isRated(family, spec) && { keepFiring: KEEP_FIRING }),
    severity: alert.severity,
    summary: sentenceCase(`${read}${name} is ${side}`),
    description: `${asSentence(plainText(help))} ${sentenceCase(`${read}${placed(family, spec)}`)} ${held}; it is ${shown.template}${isAge ? ' old' : ''}.`,
    when: `${read}\`${name}\` is ${side}`,
    ...casesOf(family, alert, spec, shown.write),
  };
}

function alertExpr(family: AnyFamily, { above, below }: Alert, spec: ExporterSpec): Expr {
  const scope = ruleScope(spec);
  const by = ['job', ...Object.keys(family.labels)];
  const { expr } = (spec.pattern === 'batch' ? pushedQuery : naturalQuery)(family, by, scope);
  const compared = compare(expr, above === undefined ? '<' : '>', (above ?? below)!);
  if (family.type !== 'summary' || family.quantiles.length === 0) return compared;
  // A quantile stays what it was when there is nothing more to observe.
  return bothIgnoring('quantile', compared, compare(observationRate(family, scope), '>', 0));
}

/** Something that should hardly ever happen did. */
function rareAlert(
  family: Family<'counter'>,
  metric: Metric,
  alert: Alert,
  spec: ExporterSpec,
): AlertDefinition {
  const { name, help } = family;
  const range = durationOf(RARE_RANGE);
  const bound = Number((alert.above! * RARE_RANGE).toPrecision(6));
  const by = ['job', ...Object.keys(family.labels)];
  const shown = shownIncrease(family, bound);
  const increased = `increased${bound === 0 ? '' : ` by more than ${shown.bound}`} within ${inWords(range)}`;
  const labels = seriesLabels(family, spec);
  const most = Math.ceil(bound) + 1;
  const isEnough = seconds(alert.for) < RARE_RANGE - 60;
  return {
    name: metricAlertName(metric),
    expr: compare(sumBy(by, increase(family, { ...ruleScope(spec), range })), '>', bound),
    for: alert.for,
    severity: alert.severity,
    summary: `${name} ${increased}`,
    description: `${asSentence(plainText(help))} ${placed(family, spec)} has ${increased}, by ${shown.template}.`,
    when: `\`${name}\` ${increased}`,
    firing: {
      // A single time is enough, unless the alert waits until it is forgotten.
      series: isEnough ? { [selector(name, labels)]: `0x18 ${most}` } : growing(name, labels, 1),
      labels: resultLabels(family, spec),
      value: shown.write(isEnough ? most : RARE_RANGE),
    },
    silent: constant(name, labels, most),
  };
}

/** A metric with its labels, each of which names one of the things that may be wrong, and where it is. */
function placed(family: AnyFamily, spec: ExporterSpec): string {
  const labels = Object.keys(family.labels).map((label) => `${label}="{{ $labels.${label} }}"`);
  const series = `${family.name}${labels.length > 0 ? `{${labels.join(',')}}` : ''}`;
  const hasInstance = 'instance' in resultLabels(family, spec);
  return `${series} ${hasInstance ? 'on {{ $labels.instance }}' : `of ${spec.name}`}`;
}

/** Whether the alert looks at a rate, or at what is worked out from rates. */
function isRated({ type, quantiles }: AnyFamily, { pattern }: ExporterSpec): boolean {
  return pattern !== 'batch' && type !== 'gauge' && quantiles.length === 0;
}

/** What stands before the name of a metric: `the rate of `; nothing where it is its value that is read. */
function readAs({ type, quantiles }: AnyFamily, { pattern }: ExporterSpec): string {
  if (type === 'gauge' || (type === 'counter' && pattern === 'batch')) return '';
  if (type === 'counter') return 'the rate of ';
  if (type === 'histogram') return 'the 95th percentile of ';
  return quantiles.length > 0 ? `the ${Math.max(...quantiles)} quantile of ` : 'the average of ';
}

/** The names of metrics stay as they are. */
function sentenceCase(text: string): string {
  return text.replace(/^the /, 'The ');
}
