import type { Claim, NameInput } from './rule.ts';

/** Suffixes of the samples of a type. `_created` is OpenMetrics' and Python's, and can be switched on later. */
const SAMPLE_SUFFIXES = {
  counter: ['_total', '_created'],
  gauge: [],
  histogram: ['_bucket', '_sum', '_count', '_created'],
  gauge_histogram: ['_bucket', '_gsum', '_gcount'],
  summary: ['_sum', '_count', '_created'],
  untyped: [],
} as const;

/**
 * Every name that a family takes, its own (for counters: without `_total`) first. Two families with a
 * name in common cannot be in one registry: OpenMetrics forbids it and the Python client refuses it.
 * Source: https://prometheus.io/docs/specs/om/open_metrics_spec/#suffixes
 */
export function claimedNames({ name, type }: NameInput): string[] {
  const base = type === 'counter' ? name.replace(/_total$/, '') : name;
  return [base, ...SAMPLE_SUFFIXES[type].map((suffix) => base + suffix)];
}

/** The index that rule name-invalid looks clashes up in: name → the first family that claims it. */
export function claimIndex(families: Iterable<NameInput>): Map<string, Claim> {
  const index = new Map<string, Claim>();
  for (const family of families) claim(index, family);
  return index;
}

/**
 * Adds one family to an index.
 * @param owner who exposes it, where no author of a spec does
 */
export function claim(
  index: Map<string, Claim>,
  { name, type, help }: NameInput & { help?: string },
  owner?: string,
): void {
  const claimed: Claim = { name, ...(owner !== undefined && { owner, help }) };
  for (const taken of claimedNames({ name, type })) {
    if (!index.has(taken)) index.set(taken, claimed);
  }
}
