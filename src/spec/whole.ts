import { COLLECTORS, type CollectorName, type MetricInput, type SpecInput } from './schema.ts';
import { METRIC_SOURCES, SOURCE_TYPES, sourceOf, usedCollectors } from './sources.ts';
import type { Problem } from './validate.ts';

/**
 * What is wrong about an input only if nothing more comes to it: what is missing, and what nothing uses.
 * @param broken what was found before; what depends on a broken field is not looked at again
 */
export function wholeProblems(input: Partial<SpecInput>, broken: readonly Problem[]): Problem[] {
  const isSound = (field: string) => broken.every(({ path }) => path[0] !== field);
  const problems = isSound('targets')
    ? [...targetProblems(input), ...(isSound('sql') ? sampleProblems(input) : [])]
    : [];
  if (!['pattern', 'collectors', 'metrics'].every(isSound)) return problems;
  if (input.pattern === 'sidecar' && !input.collectors?.length && !input.metrics?.length) {
    const message =
      'A sidecar needs a collector: name one under "collectors", or a metric to read.';
    return [...problems, { path: ['pattern'], atKey: true, message }];
  }
  const used = usedCollectors(input);
  return [
    ...problems,
    ...COLLECTORS.filter((name) => input[name] !== undefined && isSound(name))
      .filter((name) => !used.includes(name))
      .map((name) => unusedSettings(name, input)),
    ...(input.metrics ?? []).flatMap((metric, index) =>
      unreadMetric(metric, input).map((message) => ({ path: ['metrics', index], message })),
    ),
  ];
}

/** Settings of a target that is not there. */
function targetProblems({ kubernetes, targets }: Partial<SpecInput>): Problem[] {
  if (kubernetes === undefined || targets?.includes('kubernetes')) return [];
  const message =
    '"kubernetes" belongs to the target kubernetes, which is not among the targets: name it there (--target kubernetes).';
  return [{ path: ['kubernetes'], atKey: true, message }];
}

/** A sample that no one loads: the project makes a SQLite database of it, Compose one of a server. */
function sampleProblems({ sql, targets }: Partial<SpecInput>): Problem[] {
  const { engine = 'sqlite', sample } = sql ?? {};
  if (sample === undefined || engine === 'sqlite' || targets?.includes('compose')) return [];
  const message = `A sample of ${engine} is loaded by the target compose alone, which is not among the targets: name it there (--target compose), or leave the sample out.`;
  return [{ path: ['sql', 'sample'], atKey: true, message }];
}

/** Settings that would change nothing are a mistake: the collector was forgotten. */
function unusedSettings(name: CollectorName, { pattern }: Partial<SpecInput>): Problem {
  const isSource = (METRIC_SOURCES as readonly string[]).includes(name);
  const remedy =
    pattern === 'batch'
      ? 'a batch job has no collectors. Leave it out.'
      : `name it under "collectors" (--collector ${name})${isSource ? `, or give a metric the key "${name}"` : ''}.`;
  return {
    path: [name],
    atKey: true,
    message: `This belongs to the collector "${name}", which is not used: ${remedy}`,
  };
}

/** Why no collector of a sidecar can read a metric that does not say how. */
export function unreadMetric(metric: MetricInput, input: Partial<SpecInput>): string[] {
  if (input.pattern !== 'sidecar' || sourceOf(metric) !== undefined) return [];
  const { name, type } = metric;
  if (type === 'histogram' || type === 'summary') {
    const remedy = type === 'histogram' ? 'give it the key "log"' : 'make it a gauge or a counter';
    return [
      `A sidecar reads its metrics, and nothing says how ${name}, a ${type}, is read: ${remedy}.`,
    ];
  }
  const { collectors = [] } = input;
  if (collectors.length === 0 || collectors.includes('custom')) return [];
  // A key brings its collector with it, so that those which are not used yet are named, too.
  const keys = METRIC_SOURCES.filter(
    (source) => source !== 'custom' && SOURCE_TYPES[source].includes(type),
  );
  return [
    `No collector is told to read ${name}: give it the key ${keys.map((key) => `"${key}"`).join(' or ')}, or add the collector "custom" for code of your own.`,
  ];
}
