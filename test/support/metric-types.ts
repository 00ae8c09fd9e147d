import type { Family } from './exposition.ts';
import type { Selector } from './promql.ts';

/** What Prometheus and the Pushgateway make themselves; all of them are gauges. */
const NOT_EXPOSED = /^(?:up|ALERTS|scrape_\w+|push_(?:failure_)?time_seconds)$/;
const OVER_TIME_OF_COUNTERS = ['rate', 'irate', 'increase', 'resets'];
const OVER_TIME_OF_GAUGES = ['delta', 'idelta', 'deriv', 'predict_linear', 'changes'];

/**
 * What is wrong with a selector, given what the program exposes: a metric that it has not, or a
 * function that its type is not for. `recorded` are the names of the recording rules; `counts` is
 * false where counters start anew with each run, as those of batch jobs do, so they have no rate.
 */
export function typeFault(
  selector: Selector,
  families: Map<string, Family>,
  { recorded = new Set(), counts = true }: { recorded?: Set<string>; counts?: boolean } = {},
): string | undefined {
  const { metric, text, within } = selector;
  if (NOT_EXPOSED.test(metric) || recorded.has(metric)) return undefined;
  const exposed = kindOf(metric, families);
  if (exposed === undefined) return `${text}: there is no such metric`;
  const kind = counts || exposed === 'bucket' ? exposed : 'gauge';
  const rated = within.some((name) => OVER_TIME_OF_COUNTERS.includes(name));
  if (counts && kind !== 'gauge' && !rated && !within.some((name) => name.startsWith('absent'))) {
    return `${text}: a ${kind} without rate() or increase()`;
  }
  if (kind === 'gauge' && rated) return `${text}: a rate of a gauge`;
  if (kind !== 'gauge' && within.some((name) => OVER_TIME_OF_GAUGES.includes(name))) {
    return `${text}: a function of gauges over a ${kind}`;
  }
  const quantile = within.includes('histogram_quantile');
  if (quantile && kind !== 'bucket') return `${text}: quantiles of a ${kind}`;
  return undefined;
}

/** How the series of a name behave: those of histograms and summaries only grow, quantiles do not. */
function kindOf(metric: string, families: Map<string, Family>): string | undefined {
  const family = families.get(metric);
  if (family?.type === 'summary') return 'gauge';
  if (family) return family.type === 'histogram' ? undefined : family.type;
  const [, base, suffix] = /^(.+)_(bucket|sum|count)$/.exec(metric) ?? [];
  const type = base && families.get(base)?.type;
  if (type === 'histogram') return suffix;
  return type === 'summary' && suffix !== 'bucket' ? suffix : undefined;
}
