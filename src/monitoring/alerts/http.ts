import { HISTOGRAM_QUANTILE } from '../../spec/alert-values.ts';
import { ownFamilies } from '../../spec/own-families.ts';
import type { ExporterSpec } from '../../spec/spec.ts';
import {
  compare,
  divide,
  type Expr,
  orZero,
  quantile,
  rate,
  recorded,
  type Scope,
  sumBy,
} from '../promql.ts';
import {
  camelCaseName,
  type DefinitionGroup,
  KEEP_FIRING,
  type RecordingDefinition,
  ruleScope,
  scraped,
} from './definition.ts';
import { humanizeDuration, humanizePercentage } from './humanize.ts';
import { buckets, requests } from './series.ts';

/** More of the requests than this must not fail. */
export const ERROR_RATIO = 0.05;
/** Seconds within which 95 % of the requests should be answered. */
const SLOW = 1;
/** HTTP statuses that are the fault of the server. */
const SERVER_ERROR = { matches: '5..' };

/** Share of the requests that the server failed, 0 to 1; NaN without requests. */
export function errorRatio(spec: ExporterSpec, by: readonly string[], scope: Scope): Expr {
  const family = ownFamilies(spec).requests!;
  const where = { ...scope.where, status: SERVER_ERROR };
  const all = sumBy(by, rate(family, scope));
  // There is no series with an error status before the first error.
  return divide(orZero(sumBy(by, rate(family, { ...scope, where })), all), all);
}

/** The bound that the 95th percentile is compared with: the highest up to a second, or the lowest there is. */
export function slowBound({ http }: ExporterSpec): number {
  return http!.buckets.findLast((bound) => bound <= SLOW) ?? http!.buckets[0]!;
}

/** What is recorded about requests: alerts and people ask for it, and it is expensive with many routes. */
function httpRecordings(spec: ExporterSpec): Record<'errors' | 'latency', RecordingDefinition> {
  const own = ownFamilies(spec);
  const duration = own.duration!;
  const scope = ruleScope(spec);
  const labels = { job: spec.name };
  return {
    errors: {
      record: `job:${own.requests!.name.replace(/_total$/, '')}:error_ratio_rate5m`,
      expr: errorRatio(spec, ['job'], scope),
      what: 'Share of the requests that fail',
      example: { series: requests(spec, 3, 1), labels, value: 0.25 },
    },
    latency: {
      record: `job:${duration.name}:p95_rate5m`,
      expr: quantile(HISTOGRAM_QUANTILE, duration, ['job'], scope),
      what: '95 % of the requests are answered within, in seconds',
      example: {
        series: buckets(duration, scraped(spec), 'beyond'),
        labels,
        // A quantile beyond the highest bound reads that bound.
        value: duration.buckets.at(-1)!,
      },
    },
  };
}

/** Requests fail, or are answered slowly. */
export function httpAlerts(spec: ExporterSpec): DefinitionGroup {
  const prefix = camelCaseName(spec.name);
  const { errors, latency } = httpRecordings(spec);
  const bound = slowBound(spec);
  const where = { job: spec.name };
  return {
    topic: 'http',
    recordings: [errors, latency],
    alerts: [
      {
        name: `${prefix}ErrorRatioHigh`,
        expr: compare(recorded(errors, where), '>', ERROR_RATIO),
        for: '10m',
        keepFiring: KEEP_FIRING,
        severity: 'critical',
        summary: `Requests to ${spec.name} fail`,
        description: `{{ $value | humanizePercentage }} of the requests to ${spec.name} are answered with a status of 500 or above, more than ${humanizePercentage(ERROR_RATIO)}.`,
        when: `more than ${ERROR_RATIO * 100} % of the requests fail`,
        firing: { ...errors.example, value: humanizePercentage(errors.example.value) },
        silent: requests(spec, 99, 1),
      },
      {
        name: `${prefix}LatencyHigh`,
        // A quantile never exceeds the highest bound, so it is enough to reach one.
        expr: compare(recorded(latency, where), '>=', bound),
        for: '10m',
        keepFiring: KEEP_FIRING,
        severity: 'warning',
        summary: `${spec.name} answers slowly`,
        description: `5% of the requests to ${spec.name} take {{ $value | humanizeDuration }} or longer; the bound is ${humanizeDuration(bound)}.`,
        when: `5 % of the requests take ${bound} s or longer`,
        firing: { ...latency.example, value: humanizeDuration(latency.example.value) },
        silent: buckets(ownFamilies(spec).duration!, scraped(spec), 'lowest'),
      },
    ],
  };
}
