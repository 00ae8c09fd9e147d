import type { SamplePlace } from './place.ts';

/** What is wrong about the buckets of a family, said of the first metric that has it. */
export interface BucketDefect {
  message: string;
  place: SamplePlace;
  /** How many metrics have it. */
  count: number;
}

type DefectKind = 'falling' | 'infinite' | 'count';

/** What is kept of one label set while something of it is still to come. */
interface Metric {
  key: number;
  /** Of its buckets that were read, the one with the highest bound. */
  bound: number;
  value: number;
  infinite: number | undefined;
  count: number | undefined;
  /** Its first bucket. */
  place: SamplePlace | undefined;
}

type Bucket = Pick<Metric, 'bound' | 'value'>;

/**
 * Compares the numbers of a histogram with each other. Prometheus stores them as they are, and its quantiles are wrong or
 * missing then. Metrics mostly stand in one piece and are forgotten when they are whole; of one in several pieces, each is
 * compared by itself and with the highest bucket before it.
 */
export class BucketCheck {
  readonly #defects = new Map<DefectKind, Omit<BucketDefect, 'count'> & { metrics: Set<number> }>();
  readonly #unfinished = new Map<number, Metric>();
  #current: Metric | undefined;
  /** Those of the current metric, as they stand there. */
  readonly #bounds: number[] = [];
  readonly #values: number[] = [];
  #isAscending = true;
  /** Their indices in ascending order; mostly that of the metric before. */
  #order: number[] = [];

  /**
   * Adds a bucket.
   * @param key tells the metrics of the family apart
   * @param place is asked for where there is something to say
   */
  addBucket(key: number, bound: number, value: number, place: () => SamplePlace): void {
    const metric = this.#metric(key);
    metric.place ??= place();
    if (bound > metric.bound) {
      if (value < metric.value) this.#reportFalling(key, { bound, value }, metric, place());
      metric.bound = bound;
      metric.value = value;
    } else {
      // Prometheus sorts them, so what is next to it shows only at the end.
      this.#isAscending = false;
      if (bound === metric.bound) metric.value = value;
    }
    this.#bounds.push(bound);
    this.#values.push(value);
    if (bound !== Infinity) return;
    metric.infinite = value;
    this.#compareCount(metric, place);
  }

  /** Adds what the sample with the suffix `_count` says. */
  addCount(key: number, value: number, place: () => SamplePlace): void {
    const metric = this.#metric(key);
    metric.count = value;
    this.#compareCount(metric, place);
  }

  /** All that was found, once the text has been read to its end. */
  defects(): BucketDefect[] {
    this.#leave();
    for (const { key, place, infinite } of this.#unfinished.values()) {
      if (place === undefined || infinite !== undefined) continue;
      const message = 'The bucket le="+Inf" is missing, without which there are no quantiles.';
      this.#report('infinite', key, message, place);
    }
    this.#unfinished.clear();
    return [...this.#defects.values()].map(({ metrics, ...defect }) => ({
      ...defect,
      count: metrics.size,
    }));
  }

  #compareCount({ key, infinite, count }: Metric, place: () => SamplePlace): void {
    if (infinite === undefined || count === undefined || infinite === count) return;
    if (Number.isNaN(infinite) || Number.isNaN(count)) return;
    const message = `The bucket le="+Inf" has ${infinite} and the count ${count}, though both count all values.`;
    this.#report('count', key, message, place());
  }

  /** Where they do not stand in the order of their bounds. It is said at the first of them. */
  #compareSorted({ key, place }: Metric): void {
    this.#sort();
    let lower = -1;
    for (let rank = 0; rank < this.#order.length; rank++) {
      const upper = this.#order[rank]!;
      // Of several with one bound the last one stands.
      if (this.#bounds[this.#order[rank + 1]!] === this.#bounds[upper]) continue;
      if (lower >= 0 && this.#values[upper]! < this.#values[lower]!) {
        this.#reportFalling(key, this.#bucket(upper), this.#bucket(lower), place!);
      }
      lower = upper;
    }
  }

  #bucket(index: number): Bucket {
    return { bound: this.#bounds[index]!, value: this.#values[index]! };
  }

  #sort(): void {
    const bounds = this.#bounds;
    const compare = (a: number, b: number) => bounds[a]! - bounds[b]! || a - b;
    const isSorted =
      this.#order.length === bounds.length &&
      this.#order.every((index, rank) => rank === 0 || compare(this.#order[rank - 1]!, index) < 0);
    if (!isSorted) this.#order = [...bounds.keys()].sort(compare);
  }

  #metric(key: number): Metric {
    if (this.#current?.key === key) return this.#current;
    this.#leave();
    const known = this.#unfinished.get(key);
    this.#current = known ?? {
      key,
      bound: -Infinity,
      value: -Infinity,
      infinite: undefined,
      count: undefined,
      place: undefined,
    };
    if (known?.place) {
      this.#bounds.push(known.bound);
      this.#values.push(known.value);
    }
    return this.#current;
  }

  /** Keeps the metric that was read only if something of it is still to come. */
  #leave(): void {
    const metric = this.#current;
    if (metric === undefined) return;
    if (!this.#isAscending) this.#compareSorted(metric);
    this.#isAscending = true;
    this.#bounds.length = 0;
    this.#values.length = 0;
    const isWhole = metric.infinite !== undefined && metric.count !== undefined;
    if (isWhole) this.#unfinished.delete(metric.key);
    else this.#unfinished.set(metric.key, metric);
    this.#current = undefined;
  }

  #reportFalling(key: number, upper: Bucket, lower: Bucket, place: SamplePlace): void {
    const message = `The bucket le="${leOf(upper)}" has ${upper.value} and le="${leOf(lower)}" ${lower.value}, though each counts all values up to its bound.`;
    this.#report('falling', key, message, place);
  }

  #report(kind: DefectKind, key: number, message: string, place: SamplePlace): void {
    const known = this.#defects.get(kind);
    if (known) known.metrics.add(key);
    else this.#defects.set(kind, { message, place, metrics: new Set([key]) });
  }
}

/** As the formats write it. */
function leOf({ bound }: Bucket): string {
  return `${bound === Infinity ? '+' : ''}${bound}`.replace('Infinity', 'Inf');
}
