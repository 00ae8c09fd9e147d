import type { SamplePlace } from './place.ts';

/** What is wrong about the buckets of a family, said of the first metric that has it. */
export interface BucketDefect {
  message: string;
  place: SamplePlace;
  /** How many metrics have it. */
  count: number;
}

/** The buckets of one label set, as far as they were read. */
interface Metric {
  key: number;
  bound: number;
  value: number;
  infinite: number | undefined;
  count: number | undefined;
  /** Its first bucket. */
  place: SamplePlace | undefined;
}

/**
 * Compares the numbers of a histogram with each other. Prometheus stores them as they are, and its quantiles are wrong or
 * missing then. Metrics mostly stand in one piece and are forgotten when they are whole.
 */
export class BucketCheck {
  readonly #defects = new Map<'falling' | 'infinite' | 'count', BucketDefect>();
  readonly #unfinished = new Map<number, Metric>();
  #current: Metric | undefined;

  /**
   * Adds a bucket.
   * @param key tells the metrics of the family apart
   * @param place is asked for where there is something to say
   */
  addBucket(key: number, bound: number, value: number, place: () => SamplePlace): void {
    const metric = this.#metric(key);
    metric.place ??= place();
    // Prometheus sorts them, so that those in another order say nothing.
    if (bound > metric.bound && value < metric.value) {
      const message = `A bucket has ${value} and the one before it ${metric.value}, though each counts all values up to its bound.`;
      this.#report('falling', message, place());
    }
    metric.bound = bound;
    metric.value = value;
    if (bound !== Infinity) return;
    metric.infinite = value;
    this.#compare(metric, place);
  }

  /** Adds what the sample with the suffix `_count` says. */
  addCount(key: number, value: number, place: () => SamplePlace): void {
    const metric = this.#metric(key);
    metric.count = value;
    this.#compare(metric, place);
  }

  /** All that was found, once the text has been read to its end. */
  defects(): BucketDefect[] {
    this.#leave();
    for (const { place, infinite } of this.#unfinished.values()) {
      if (place === undefined || infinite !== undefined) continue;
      const message = 'The bucket le="+Inf" is missing, without which there are no quantiles.';
      this.#report('infinite', message, place);
    }
    this.#unfinished.clear();
    return [...this.#defects.values()];
  }

  #compare({ infinite, count }: Metric, place: () => SamplePlace): void {
    if (infinite === undefined || count === undefined || infinite === count) return;
    if (Number.isNaN(infinite) || Number.isNaN(count)) return;
    const message = `The bucket le="+Inf" has ${infinite} and the count ${count}, though both count all values.`;
    this.#report('count', message, place());
  }

  #metric(key: number): Metric {
    if (this.#current?.key === key) return this.#current;
    this.#leave();
    this.#current = this.#unfinished.get(key) ?? {
      ...{ key, bound: -Infinity, value: -Infinity },
      ...{ infinite: undefined, count: undefined, place: undefined },
    };
    return this.#current;
  }

  /** Keeps the metric that was read only if something of it is still to come. */
  #leave(): void {
    const metric = this.#current;
    if (metric === undefined) return;
    const isWhole = metric.infinite !== undefined && metric.count !== undefined;
    if (isWhole) this.#unfinished.delete(metric.key);
    else this.#unfinished.set(metric.key, metric);
    this.#current = undefined;
  }

  #report(kind: 'falling' | 'infinite' | 'count', message: string, place: SamplePlace): void {
    const known = this.#defects.get(kind);
    if (known) known.count++;
    else this.#defects.set(kind, { message, place, count: 1 });
  }
}
