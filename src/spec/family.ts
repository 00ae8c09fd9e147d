import type { MetricType } from './schema.ts';
import type { Metric } from './spec.ts';

/** A metric family whose type is known when this program is compiled, so that a query of another type cannot be written. */
export interface Family<T extends MetricType = MetricType>
  extends Pick<Metric, 'name' | 'help' | 'labels' | 'buckets' | 'quantiles'> {
  type: T;
}

/** A family of some type, told apart by `type`. */
export type AnyFamily = { [T in MetricType]: Family<T> }[MetricType];

/** What can be said of a family besides its name and type. */
export interface FamilyDetails {
  labels?: Record<string, string[]>;
  /** Upper bounds of a histogram, in the unit of the name. */
  buckets?: number[];
}

/** A family that this program knows the name of. */
export function family<T extends MetricType>(
  name: string,
  type: T,
  help: string,
  { labels = {}, buckets = [] }: FamilyDetails = {},
): Family<T> {
  return { name, type, help, labels, buckets, quantiles: [] };
}
