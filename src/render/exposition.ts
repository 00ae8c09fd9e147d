import type { Pattern } from '../spec/schema.ts';
import type { Metric } from '../spec/spec.ts';
import { hasKnownSeries, startsUnset } from './metric-traits.ts';

/** Combinations of a metric's label values that its test names one by one; of more, the first and the last. */
const MAX_LISTED = 8;

type LabelSet = [name: string, value: string][];

/** The label sets a metric starts with, or enough of them to tell. */
export function startingLabelSets(metric: Metric, pattern: Pattern): LabelSet[] {
  const labels = Object.entries(metric.labels);
  if (labels.length === 0) return startsUnset(metric, pattern) ? [] : [[]];
  if (!hasKnownSeries(metric)) return [];
  const count = labels.reduce((product, [, values]) => product * values.length, 1);
  if (count > MAX_LISTED) {
    return [
      labels.map(([name, values]) => [name, values[0]!]),
      labels.map(([name, values]) => [name, values.at(-1)!]),
    ];
  }
  return labels.reduce<LabelSet[]>(
    (sets, [name, values]) =>
      sets.flatMap((set) => values.map((value): LabelSet => [...set, [name, value]])),
    [[]],
  );
}

/** The series of a metric that tells whether anything has happened. */
export function countName({ name, type }: Metric): string {
  return type === 'histogram' || type === 'summary' ? `${name}_count` : name;
}

/** The text of a HELP line as exposed. */
export function exposedHelp({ help }: Metric): string {
  return help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}

/** A series as the text format shows it: `orders_total{channel="web"}`. */
export function exposedSeries(name: string, labels: LabelSet): string {
  if (labels.length === 0) return name;
  return `${name}{${labels.map(([label, value]) => `${label}="${escaped(value)}"`).join(',')}}`;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
}
