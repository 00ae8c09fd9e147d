import { defineRule, type Family, type Problem } from '../rule.ts';

const MAX_BUCKETS = 50;

/** Bounds that a client refuses or a server cannot use, and bounds that look like another unit than the name's. */
export const buckets = defineRule({
  id: 'buckets',
  level: 'warning',
  why: 'Quantiles are only as good as the bounds of the buckets, and clients refuse bounds that are not ascending.',
  source: 'https://prometheus.io/docs/practices/histograms/',
  problems(metric: Pick<Family, 'name' | 'type' | 'buckets' | 'observed'>) {
    return [...boundProblems(metric), ...(metric.observed?.bucketDefects ?? [])];
  },
});

function boundProblems({
  name,
  type,
  buckets: bounds,
  observed,
}: Pick<Family, 'name' | 'type' | 'buckets' | 'observed'>): Problem[] {
  if (type !== 'histogram') return [];
  if (bounds.length === 0) {
    // Of a native histogram the text format shows nothing but sum, count and perhaps +Inf.
    return observed ? [] : [{ message: 'The histogram has no buckets.', level: 'error' }];
  }
  const found = faults(bounds);
  // With broken bounds the program would not start; and they say nothing about their unit.
  if (found.length > 0) return found.map((message) => ({ message, level: 'error' }));
  return unitFaults(name, bounds).map((message) => ({ message }));
}

function faults(bounds: readonly number[]): string[] {
  const found: string[] = [];
  if (!bounds.every(Number.isFinite)) {
    found.push('A bucket is not a finite number; the bucket +Inf is added by itself.');
  }
  if (new Set(bounds).size < bounds.length) found.push('A bucket is there twice.');
  if (bounds.some((bound, index) => bound < (bounds[index - 1] ?? bound))) {
    found.push('The buckets are not in ascending order.');
  }
  if (bounds.some((bound) => bound < 0)) {
    found.push('A bucket is negative: with negative values the sum is no counter any more.');
  }
  if (bounds.length > MAX_BUCKETS) {
    found.push(
      `${bounds.length} buckets are more than ${MAX_BUCKETS}; each is a series per label set.`,
    );
  }
  return found;
}

function unitFaults(name: string, bounds: readonly number[]): string[] {
  if (name.endsWith('_seconds') && looksLikeMilliseconds(bounds)) {
    return ['The buckets look like milliseconds, the name says seconds.'];
  }
  if (name.endsWith('_bytes') && Math.max(...bounds) <= 100) {
    return ['The buckets look like kilobytes or megabytes, the name says bytes.'];
  }
  if (name.endsWith('_ratio') && Math.max(...bounds) > 1) {
    return ['The buckets look like percent, the name says a ratio from 0 to 1.'];
  }
  return [];
}

/** Nothing below a second, and multiples of 50: long times in seconds are multiples of a minute or powers of two. */
function looksLikeMilliseconds(bounds: readonly number[]): boolean {
  const large = bounds.filter((bound) => bound >= 100);
  const round = large.filter((bound) => bound % 50 === 0 && bound % 60 !== 0);
  return Math.min(...bounds) >= 1 && round.length > large.length / 2;
}
