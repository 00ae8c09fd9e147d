import type { Family } from '../spec/family.ts';

declare const built: unique symbol;
/** A PromQL expression that this module built: every metric in it is a family that exists, used as its type allows. */
export type Expr = string & { readonly [built]: true };

/** A label is equal to a text, or matches a regular expression (anchored, RE2). */
export type Matcher = string | { matches: string };
export type Matchers = Record<string, Matcher>;

/** Which series a query looks at, and over which time its rates go. */
export interface Scope {
  where: Matchers;
  /** `5m` or a variable of Grafana. */
  range: string;
}

const expr = (text: string) => text as Expr;

/** Longer operations are written over several lines. */
const LINE = 100;

function joined(left: Expr, operator: string, right: Expr | number): Expr {
  // A number says little on a line of its own.
  if (typeof right === 'number') {
    return expr(`${left}${left.includes('\n') ? '\n' : ' '}${operator} ${right}`);
  }
  const line = `${left} ${operator} ${right}`;
  const fits = line.length <= LINE && !line.includes('\n');
  return expr(fits ? line : `${left}\n${operator}\n${right}`);
}

/** In parentheses, over several lines where it is written so. */
export function parenthesised(operand: Expr): Expr {
  return expr(
    operand.includes('\n') ? `(\n  ${operand.replaceAll('\n', '\n  ')}\n)` : `(${operand})`,
  );
}

/** `name{label="value"}`; labels in the order given. */
export function selector(name: string, where: Matchers = {}): string {
  const parts = Object.entries(where).map(([label, matcher]) =>
    typeof matcher === 'string'
      ? `${label}=${JSON.stringify(matcher)}`
      : `${label}=~${JSON.stringify(matcher.matches)}`,
  );
  return parts.length === 0 ? name : `${name}{${parts.join(', ')}}`;
}

/** The values of a gauge. */
export function value(family: Family<'gauge'>, where: Matchers): Expr {
  return expr(selector(family.name, where));
}

/** The values of a gauge some time ago: `10m`. */
export function earlier(family: Family<'gauge'>, where: Matchers, ago: string): Expr {
  return expr(`${selector(family.name, where)} offset ${ago}`);
}

/** A counter as it stands. Right only where it begins anew with every run: what a batch job pushed. */
export function pushedCount(family: Family<'counter'>, where: Matchers): Expr {
  return expr(selector(family.name, where));
}

/** Per second. */
export function rate(family: Family<'counter'>, { where, range }: Scope): Expr {
  return expr(`rate(${selector(family.name, where)}[${range}])`);
}

export function increase(family: Family<'counter'>, { where, range }: Scope): Expr {
  return expr(`increase(${selector(family.name, where)}[${range}])`);
}

/** How often a gauge changed its value. */
export function changes(family: Family<'gauge'>, { where, range }: Scope): Expr {
  return expr(`changes(${selector(family.name, where)}[${range}])`);
}

/** How much a gauge grows per second; below 0 where it falls. */
export function slope(family: Family<'gauge'>, { where, range }: Scope): Expr {
  return expr(`deriv(${selector(family.name, where)}[${range}])`);
}

/** What a gauge was over a time. */
export function overTime(
  operation: 'avg' | 'count' | 'last' | 'max',
  family: Family<'gauge'>,
  { where, range }: Scope,
): Expr {
  return expr(`${operation}_over_time(${selector(family.name, where)}[${range}])`);
}

/** Observations per second. */
export function observationRate(
  family: Family<'histogram'> | Family<'summary'>,
  { where, range }: Scope,
): Expr {
  return expr(`rate(${selector(`${family.name}_count`, where)}[${range}])`);
}

/** Sum of the observed values per second. */
export function sumRate(
  family: Family<'histogram'> | Family<'summary'>,
  { where, range }: Scope,
): Expr {
  return expr(`rate(${selector(`${family.name}_sum`, where)}[${range}])`);
}

/** Number and sum of the observations of the one run that a batch job pushed. */
export function pushedParts(
  family: Family<'histogram'> | Family<'summary'>,
  where: Matchers,
): { count: Expr; sum: Expr } {
  return {
    count: expr(selector(`${family.name}_count`, where)),
    sum: expr(selector(`${family.name}_sum`, where)),
  };
}

/** Observations per second in each bucket, for a heat map. */
export function bucketRate(family: Family<'histogram'>, scope: Scope): Expr {
  return sumBy(
    ['le'],
    expr(`rate(${selector(`${family.name}_bucket`, scope.where)}[${scope.range}])`),
  );
}

/** A quantile (0 to 1) of a histogram for each combination of some labels. */
export function quantile(
  q: number,
  family: Family<'histogram'>,
  by: readonly string[],
  { where, range }: Scope,
): Expr {
  const buckets = expr(`rate(${selector(`${family.name}_bucket`, where)}[${range}])`);
  return expr(`histogram_quantile(${q}, ${sumBy(['le', ...by], buckets)})`);
}

/** The same of the one run that a batch job pushed. */
export function pushedQuantile(
  q: number,
  family: Family<'histogram'>,
  by: readonly string[],
  where: Matchers,
): Expr {
  const buckets = expr(selector(`${family.name}_bucket`, where));
  return expr(`histogram_quantile(${q}, ${sumBy(['le', ...by], buckets)})`);
}

/**
 * A quantile that a summary has worked out itself; it cannot be aggregated. Prometheus 3 keeps a whole one as `1.0`, older
 * ones keep what the program writes. Source: https://prometheus.io/docs/prometheus/latest/migration/#le-and-quantile-label-values
 */
export function summaryQuantile(q: number, family: Family<'summary'>, where: Matchers): Expr {
  const quantile: Matcher = Number.isInteger(q) ? { matches: `${q}(\\.0)?` } : String(q);
  return expr(selector(family.name, { ...where, quantile }));
}

export function sumBy(labels: readonly string[], operand: Expr): Expr {
  return expr(
    labels.length === 0 ? `sum(${operand})` : `sum by (${labels.join(', ')}) (${operand})`,
  );
}

export function highest(count: number, operand: Expr): Expr {
  return expr(`topk(${count}, ${operand})`);
}

/** How many series there are; 0 where there is none. */
export function count(operand: Expr): Expr {
  return expr(`count(${operand}) or vector(0)`);
}

/** Has a result, 1, where the gauge has none. */
export function absent(family: Family<'gauge'>, where: Matchers): Expr {
  return expr(`absent(${selector(family.name, where)})`);
}

/** Where the operand has no series, 0 for each series of another one. */
export function orZero(operand: Expr, like: Expr): Expr {
  return parenthesised(either(operand, expr(`0 * ${like}`)));
}

/** The series of both; those of the first where both have one. */
export function either(left: Expr, right: Expr): Expr {
  return joined(left, 'or', right);
}

/** The series of the first that have a counterpart in the second. */
export function both(left: Expr, right: Expr): Expr {
  return joined(left, 'and', right);
}

/** The same, where the second has not the one label that the first has. */
export function bothIgnoring(label: string, left: Expr, right: Expr): Expr {
  return joined(left, `and ignoring (${label})`, right);
}

/** The series of the first that have no counterpart in the second. */
export function unless(left: Expr, right: Expr): Expr {
  return joined(left, 'unless', right);
}

export function divide(dividend: Expr, divisor: Expr): Expr {
  return joined(dividend, '/', divisor);
}

/** Seconds since a time that a gauge holds. */
export function age(family: Family<'gauge'>, where: Matchers): Expr {
  return expr(`time() - ${selector(family.name, where)}`);
}

/** The same where it holds one: 0 is what it was before it was set. */
export function ageIfSet(family: Family<'gauge'>, where: Matchers): Expr {
  return expr(`time() - (${selector(family.name, where)} != 0)`);
}

/** Keeps the series that compare so with a number or with their counterparts; with `bool` all, as 1 and 0. */
export function compare(
  left: Expr,
  operator: '>' | '> bool' | '>=' | '<' | '==',
  right: number | Expr,
): Expr {
  return joined(left, operator, right);
}

/** What a recording rule keeps. */
export function recorded(rule: { record: string }, where: Matchers): Expr {
  return expr(selector(rule.record, where));
}
