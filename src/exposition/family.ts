import { BucketCheck, type BucketDefect } from './bucket-check.ts';
import { LabelShape } from './label-shape.ts';
import type { SamplePlace } from './place.ts';

/** Types of the text format; the samples of a `gauge_histogram` are those of a histogram. */
export type SampleType =
  | 'counter'
  | 'gauge'
  | 'histogram'
  | 'gauge_histogram'
  | 'summary'
  | 'untyped'
  | 'info'
  | 'stateset';

/** The label that a type writes itself, and that does not count to the labels of its metrics. */
export const OWN_LABEL: Partial<Record<SampleType, 'le' | 'quantile'>> = {
  histogram: 'le',
  gauge_histogram: 'le',
  summary: 'quantile',
};

/** Whether a family has buckets. */
export function isHistogram({ type }: Pick<ExpositionFamily, 'type'>): boolean {
  return type === 'histogram' || type === 'gauge_histogram';
}

/** More bounds than anybody should have; only so many are kept. */
const MAX_BOUNDS = 1_000;

/** One metric family as far as it was read. */
export class ExpositionFamily {
  /** As TYPE and HELP have it. */
  readonly name: string;
  /** Where it is named first; 1-based. */
  readonly line: number;
  readonly column: number;
  type: SampleType | undefined;
  help: string | undefined;
  unit: string | undefined;
  /** What Prometheus stores after the name: OpenMetrics names its families without it. */
  suffix: '' | '_total' | '_info' = '';
  /** Lines with a value: the series that Prometheus makes of it. */
  samples = 0;
  /** Metrics whose labels another metric had before, in the same order. */
  repeated = 0;
  /** The first of them. */
  repeatedAt: SamplePlace | undefined;
  readonly shapes = new LabelShape();
  /** Bounds of a histogram without +Inf, or quantiles of a summary, in the order they appear. */
  readonly bounds: number[] = [];
  readonly #seenBounds = new Map<number, number>();
  #buckets: BucketCheck | undefined;

  constructor(name: string, line: number, column: number) {
    this.name = name;
    this.line = line;
    this.column = column;
  }

  /** The name that Prometheus and the rules know. */
  get metricName(): string {
    return this.name + this.suffix;
  }

  /** Compares the buckets of a histogram. */
  get buckets(): BucketCheck {
    this.#buckets ??= new BucketCheck();
    return this.#buckets;
  }

  get bucketDefects(): BucketDefect[] {
    return this.#buckets?.defects() ?? [];
  }

  /**
   * The bound that was read before.
   * @param key a hash of its text
   */
  knownBound(key: number): number | undefined {
    return this.#seenBounds.get(key);
  }

  addBound(key: number, bound: number): void {
    if (this.#seenBounds.size >= MAX_BOUNDS || this.#seenBounds.has(key)) return;
    this.#seenBounds.set(key, bound);
    // NaN is what a sample without this label has, and +Inf is there by itself.
    if (!Number.isNaN(bound) && bound !== Infinity) this.bounds.push(bound);
  }

  /** Metrics, and how many of them have each label. */
  labelUse(): { metrics: number; use: Map<string, number> } {
    const use = new Map<string, number>();
    let metrics = 0;
    const shapes = [this.shapes];
    for (const shape of shapes) {
      // One by one: so many may be there that they are too many arguments.
      for (const child of shape.children.values()) shapes.push(child);
      if (shape.metrics === 0) continue;
      metrics += shape.metrics;
      for (let part = shape; part.parent; part = part.parent) {
        use.set(part.name, (use.get(part.name) ?? 0) + shape.metrics);
      }
    }
    return { metrics, use };
  }
}
