import type { Family } from '../../spec/family.ts';
import { ownFamilies } from '../../spec/own-families.ts';
import type { ExporterSpec } from '../../spec/spec.ts';
import { selector } from '../promql.ts';
import { type InputSeries, scraped } from './definition.ts';

/** What a test adds to a counter every minute; a rate of one per second. */
const ONE_PER_SECOND = '0+60';

/** A series that does not change. */
export function constant(name: string, labels: Record<string, string>, held: number): InputSeries {
  return { [selector(name, labels)]: String(held) };
}

/** A counter that grows by so many per second. */
export function growing(
  name: string,
  labels: Record<string, string>,
  perSecond: number,
): InputSeries {
  return { [selector(name, labels)]: `0+${perSecond * 60}` };
}

/**
 * The buckets of a histogram of which every observation is in the lowest bucket, or beyond the highest bound.
 * @param values of a bucket with and without the observations
 */
export function buckets(
  { name, buckets: bounds }: Family<'histogram'>,
  labels: Record<string, string>,
  place: 'lowest' | 'beyond',
  { full, empty }: { full: string; empty: string } = { full: ONE_PER_SECOND, empty: '0' },
): InputSeries {
  const series = (le: string) => selector(`${name}_bucket`, { ...labels, le });
  return {
    ...Object.fromEntries(
      bounds.map((bound) => [series(String(bound)), place === 'lowest' ? full : empty]),
    ),
    [series('+Inf')]: full,
  };
}

/** Requests that were answered well, and ones that were not, per second. */
export function requests(spec: ExporterSpec, ok: number, failed: number): InputSeries {
  const { name } = ownFamilies(spec).requests!;
  const labels = scraped(spec, { method: 'GET', route: '/' });
  return {
    ...growing(name, { ...labels, status: '200' }, ok),
    ...growing(name, { ...labels, status: '500' }, failed),
  };
}
