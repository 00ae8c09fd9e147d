import type { BucketDefect } from '../exposition/bucket-check.ts';
import type { SamplePlace } from '../exposition/place.ts';
import type { Finding } from '../findings.ts';
import type { MetricType } from '../spec/schema.ts';

/** An exposition also has families without a type and gauge histograms; a spec has none of those. */
export type FamilyType = MetricType | 'gauge_histogram' | 'untyped';

/** What the rules look at: a metric of a spec, or a family read from an exposition. */
export interface Family {
  name: string;
  type: FamilyType;
  help: string;
  /** Label name → known values; an empty list is an open set. */
  labels: Readonly<Record<string, readonly string[]>>;
  buckets: readonly number[];
  quantiles: readonly number[];
  /** Only of a family that was read from an exposition. */
  observed?: Observed;
}

/** What an exposition shows of a family, and a spec cannot know. */
export interface Observed {
  /** Counted, one for each line. */
  series: number;
  /** Without those of a histogram or summary one by one: its buckets or quantiles are one metric. */
  metrics: number;
  /** Label name → number of metrics that have it. */
  labelUse: ReadonlyMap<string, number>;
  /** Metrics whose labels another one had before. */
  repeated: number;
  /** The first of them. */
  repeatedAt?: SamplePlace | undefined;
  bucketDefects?: readonly BucketDefect[];
}

/** A family that has taken a name. */
export interface Claim {
  name: string;
  /** Who exposes it, where it is no metric of the author. */
  owner?: string;
  /** What it measures, where the owner says it. */
  help?: string | undefined;
}

/** What a rule has to know beyond the one family. */
export interface Context {
  /** Prefix of the own metrics; empty where it is not known. */
  namespace: string;
  /** Name → the other family that claims it; see `claimedNames`. */
  claimed: ReadonlyMap<string, Claim>;
  /** A Pushgateway keeps it, and writes a label of its own into every series. */
  isPushed?: boolean;
}

export type NameInput = Pick<Family, 'name' | 'type'>;
export type NameContext = Pick<Context, 'namespace'>;

/** A finding before the rule has signed it. */
export interface Problem {
  message: string;
  /** Which one is to be changed, where it is not the metric itself. */
  label?: string;
  suggestion?: string | undefined;
  /** How many metrics of the family it is about; promtool repeats itself so often. */
  count?: number | undefined;
  /** The sample, of an exposition, that it is about. */
  place?: SamplePlace | undefined;
  /** Where it differs from the level of the rule. */
  level?: Finding['level'];
}

/**
 * One convention. `Input` and `Needed` are no more than what its check reads, so that it can be asked
 * about a bare name as well as about a whole family.
 */
export interface Rule<Input = Family, Needed extends readonly unknown[] = readonly [Context]> {
  /** Stable: people write it in `allow`. */
  id: string;
  level: Finding['level'];
  /** One sentence: what goes wrong without it. */
  why: string;
  /** The page of the Prometheus documentation it comes from. */
  source: string;
  check: (metric: Input, ...context: Needed) => Finding[];
}

/** Makes a rule of a function that only has to find the problems: id, level and subject are filled in. */
export function defineRule<Input extends { name: string }, Needed extends readonly unknown[]>(
  definition: Omit<Rule, 'check'> & {
    problems: (metric: Input, ...context: Needed) => Problem[];
  },
): Rule<Input, Needed> {
  const { problems, ...rule } = definition;
  return {
    ...rule,
    check: (metric, ...context) =>
      problems(metric, ...context).map(
        ({ message, label, suggestion, count = 1, place, level = rule.level }) => ({
          rule: rule.id,
          level,
          subject: metric.name,
          ...(label !== undefined && { label }),
          message,
          ...(suggestion === undefined ? {} : { suggestion }),
          ...(count > 1 && { count }),
          ...(place && { series: place.series, at: place }),
        }),
      ),
  };
}
