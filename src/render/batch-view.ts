import { jobTimeLimit } from '../spec/job-limit.ts';
import { ownFamilies } from '../spec/own-families.ts';
import type { Runtime } from '../spec/schema.ts';
import type { ExporterSpec, Metric } from '../spec/spec.ts';
import { countName, exposedSeries } from './exposition.ts';

/** A stage of the job as templates need it. */
interface StageView {
  name: string;
  /** The Python method. */
  method: string;
  isFirst: boolean;
  isLast: boolean;
  /** Where Python keeps the records of the example. */
  records: string;
  recordsCount: string;
  /** Its duration as exposed. */
  series: string;
}

/** A label that is pushed, and a series that has it. */
interface PushedLabel {
  name: string;
  series: string;
}

/** Keys of groups in the tests and the README of the project. */
const EXAMPLE_KEYS = ['tenant', 'path', 'shard'] as const;

/** What only the pattern `batch` shows. */
export interface BatchView {
  stages: StageView[];
  isSingle: boolean;
  /** The Python class keeps something between its methods. */
  hasState: boolean;
  schedule: string;
  /** How long a run may take, in words; empty where there is no schedule. */
  timeLimit: string;
  /** Each label once; a key of the group must be called otherwise. */
  labels: PushedLabel[];
  /** Those of `EXAMPLE_KEYS`, called otherwise where a label is called so. */
  exampleKeys: Record<(typeof EXAMPLE_KEYS)[number], string>;
}

/** Names that a method of the Python class must not have; `l` looks like a digit. */
const PYTHON_TAKEN = new Set(
  `and as assert async await break class continue def del elif else except finally for from global if
  import in is lambda nonlocal not or pass raise return try while with yield stages l`.split(/\s+/),
);

/** The stages of a batch job; a program of another pattern has none. */
export function batchView(spec: ExporterSpec): BatchView {
  const names = spec.batch?.stages ?? [];
  const { jobStageDuration } = ownFamilies(spec);
  const isSingle = names.length === 1;
  const methods = new Set(names.filter((name) => !PYTHON_TAKEN.has(name)));
  const labels = spec.batch ? pushedLabels(spec) : [];
  return {
    stages: names.map((name, index) => ({
      name,
      method: methodName(name, methods),
      isFirst: index === 0,
      isLast: index === names.length - 1,
      records: isSingle ? 'records' : 'self._records',
      recordsCount: isSingle ? 'len(records)' : 'len(self._records)',
      series: exposedSeries(jobStageDuration!.name, [['stage', name]]),
    })),
    isSingle,
    hasState: !isSingle || spec.metrics.length > 0,
    schedule: spec.batch?.schedule ?? '',
    timeLimit: spec.batch ? timeInWords(jobTimeLimit(spec)) : '',
    labels,
    exampleKeys: exampleKeys(labels),
  };
}

function pushedLabels(spec: ExporterSpec): PushedLabel[] {
  const families: Metric[] = [...Object.values(ownFamilies(spec)), ...spec.metrics];
  const labels = families.flatMap((family) => [
    ...Object.keys(family.labels).map((name) => ({ name, series: family.name })),
    ...(family.type === 'histogram' ? [{ name: 'le', series: `${family.name}_bucket` }] : []),
    ...(family.quantiles.length > 0 ? [{ name: 'quantile', series: family.name }] : []),
  ]);
  const first = new Map(labels.toReversed().map((label) => [label.name, label]));
  return labels.filter((label) => first.get(label.name) === label);
}

function exampleKeys(labels: PushedLabel[]): BatchView['exampleKeys'] {
  const taken = new Set<string>(labels.map(({ name }) => name));
  const entries = EXAMPLE_KEYS.map((word) => {
    let key: string = word;
    while (taken.has(key)) key += '_';
    taken.add(key);
    return [word, key];
  });
  return Object.fromEntries(entries);
}

function timeInWords(seconds: number): string {
  if (seconds % 60 !== 0) return `${seconds} seconds`;
  const hours = seconds / 3600;
  if (!Number.isInteger(hours)) return `${seconds / 60} minutes`;
  return hours === 1 ? 'an hour' : `${hours} hours`;
}

/** @param taken names of other methods; the new one is added */
function methodName(stage: string, taken: Set<string>): string {
  if (!PYTHON_TAKEN.has(stage)) return stage;
  let name = `${stage}_`;
  while (taken.has(name)) name += '_';
  taken.add(name);
  return name;
}

/** The series of a metric that the example of the last stage changes, as each client exposes it. */
export function jobSeries(metric: Metric, runtime: Runtime): string {
  const pairs = Object.entries(metric.labels).map(([label, values]): [string, string] => [
    label,
    values[0] ?? 'example',
  ]);
  if (runtime === 'python') pairs.sort(([a], [b]) => (a < b ? -1 : 1));
  return exposedSeries(countName(metric), pairs);
}
