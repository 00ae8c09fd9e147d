import { alertProblem } from './alert-values.ts';
import { jmespathProblem } from './jmespath.ts';
import { toPythonPattern } from './python-pattern.ts';
import { resolveMetric } from './resolve.ts';
import type { MetricInput } from './schema.ts';
import { SOURCE_TYPES, sourcesOf } from './sources.ts';
import { sqliteTextProblem } from './sqlite-text.ts';
import type { Path, Problem } from './validate.ts';

/** Fields that do not go with the type of their metric. */
export function metricProblems(metric: MetricInput): Problem[] {
  const problems: Problem[] = [];
  const refuse = (key: keyof MetricInput, message: string) =>
    problems.push({ path: [key], atKey: true, message });
  if (metric.buckets && metric.type !== 'histogram') {
    refuse('buckets', `"buckets" belong to a histogram; ${metric.name} is a ${metric.type}.`);
  }
  if (metric.buckets && !isAscending(metric.buckets)) {
    refuse('buckets', `The buckets of ${metric.name} are not in ascending order.`);
  }
  if (metric.quantiles && metric.type !== 'summary') {
    refuse('quantiles', `"quantiles" belong to a summary; ${metric.name} is a ${metric.type}.`);
  }
  const sources = sourcesOf(metric);
  for (const source of sources) {
    const types = SOURCE_TYPES[source];
    if (!types.includes(metric.type)) {
      refuse(
        source,
        `What "${source}" reads is a ${types.join(' or a ')}; ${metric.name} is a ${metric.type}.`,
      );
    }
  }
  if (sources.length > 1) {
    refuse(
      sources[1]!,
      `${metric.name} is read by ${sources.join(' and ')}; one collector reads a metric.`,
    );
  }
  if (metric.log) problems.push(...logProblems(metric, metric.log.match));
  problems.push(...scaleProblems(metric));
  for (const [path, expression] of jmespathsOf(metric)) {
    const message = jmespathProblem(expression);
    if (message) problems.push({ path: ['json-api', ...path], message });
  }
  if (metric['json-api']?.each !== undefined && Object.keys(metric.labels ?? {}).length === 0) {
    problems.push({
      path: ['json-api', 'each'],
      atKey: true,
      message: `"each" makes a series of every entry, and ${metric.name} has no label to tell them apart: add one under "labels", or leave "each" out and let "value" sum up the entries, as in sum(queues[].length).`,
    });
  }
  for (const label of Object.keys(metric['json-api']?.labels ?? {})) {
    if (hasLabel(metric, label)) continue;
    refuse(
      'json-api',
      `"json-api" fills the label "${label}", which ${metric.name} does not have.`,
    );
  }
  if (metric.alert && (metric.alert.above === undefined) === (metric.alert.below === undefined)) {
    refuse('alert', `The alert of ${metric.name} needs either "above" or "below".`);
  } else if (metric.alert) {
    const message = alertProblem(metric.alert, resolveMetric(metric));
    if (message) refuse('alert', message);
  }
  return problems;
}

/** Fields of a metric that have no sense in a job that runs once and pushes. */
export function batchProblems(metric: MetricInput): Problem[] {
  const problems = sourcesOf(metric).map(
    (source): Problem => ({
      path: [source],
      atKey: true,
      message: `A batch job records its metrics itself; "${source}" belongs to a sidecar.`,
    }),
  );
  if (metric.quantiles?.length) {
    problems.push({
      path: ['quantiles'],
      atKey: true,
      message: `A batch job pushes one run, over which quantiles cannot be formed; let ${metric.name} be a histogram, or a summary without quantiles.`,
    });
  }
  return problems;
}

/** A query that SQLite cannot read. */
export function queryProblems({ name, sql }: MetricInput): Problem[] {
  const problem = sql === undefined ? undefined : sqliteTextProblem(sql);
  return problem === undefined
    ? []
    : [{ path: ['sql'], message: `The query of ${name} ${problem}.` }];
}

/** Both clients refuse to start with anything else. */
export function isAscending(bounds: readonly number[]): boolean {
  return bounds.every((bound, index) => index === 0 || bound > bounds[index - 1]!);
}

/** `(a+)+` and its like, whose time doubles with every letter. */
const NESTED_REPETITION = /\((?:[^()\\]|\\.)*[+*](?:[^()\\]|\\.)*\)[+*{]/;

/** The expression can be used in both runtimes, and its named groups are what the metric needs. */
function logProblems(metric: MetricInput, match: string): Problem[] {
  const at = (message: string): Problem[] => [{ path: ['log', 'match'], message }];
  try {
    toPythonPattern(match);
  } catch (error) {
    return at((error as Error).message);
  }
  if (NESTED_REPETITION.test(match)) {
    return at('A repetition inside a repetition can take for ever on one line; write it without.');
  }
  // An empty alternative always matches, and shows the names of the groups.
  const groups = Object.keys(new RegExp(`${match}|`).exec('')?.groups ?? {});
  if (hasLabel(metric, 'value') && groups.includes('value')) {
    return at(
      `The group (?<value>…) is what is added, so ${metric.name} cannot have a label "value".`,
    );
  }
  const missing = Object.keys(metric.labels ?? {}).filter((label) => !groups.includes(label));
  if (missing.length > 0) {
    return at(
      `There is no group (?<${missing[0]}>…) for the label "${missing[0]}" of ${metric.name}.`,
    );
  }
  const useless = groups.find((group) => group !== 'value' && !hasLabel(metric, group));
  if (useless !== undefined) {
    return at(
      `The group (?<${useless}>…) is no label of ${metric.name}: add it under "labels", or write (?:…).`,
    );
  }
  if (groups.includes('value')) return [];
  if (metric.type === 'histogram') {
    return at(`A histogram observes the group (?<value>…), which ${metric.name} does not have.`);
  }
  if (metric.log?.scale === undefined) return [];
  const message = `"scale" multiplies the group (?<value>…), which ${metric.name} does not have: it counts lines, so leave the scale out.`;
  return [{ path: ['log', 'scale'], atKey: true, message }];
}

function hasLabel({ labels = {} }: MetricInput, name: string): boolean {
  return Object.hasOwn(labels, name);
}

/** A scale that would be read as a conversion and is none. */
function scaleProblems(metric: MetricInput): Problem[] {
  return (['json-api', 'log'] as const)
    .filter((source) => metric[source]?.scale === 1)
    .map((source) => ({
      path: [source, 'scale'],
      message: `A scale of 1 leaves the values of ${metric.name} as they are: leave it out.`,
    }));
}

/** Every expression of a metric with its place below `json-api`. */
function jmespathsOf(metric: MetricInput): [Path, string][] {
  const { each, value, labels = {} } = metric['json-api'] ?? {};
  const found: [Path, string | undefined][] = [
    [['each'], each],
    [['value'], value],
    ...Object.entries(labels).map(([label, path]): [Path, string] => [['labels', label], path]),
  ];
  return found.filter((entry): entry is [Path, string] => entry[1] !== undefined);
}
