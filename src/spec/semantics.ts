import { alertProblem } from './alert-values.ts';
import { scheduleProblem } from './cron.ts';
import { jmespathProblem } from './jmespath.ts';
import { correctProjectName, nameProblem } from './name.ts';
import { toPythonPattern } from './python-pattern.ts';
import { resolveMetric } from './resolve.ts';
import type { MetricInput, SpecInput } from './schema.ts';
import { SOURCE_TYPES, sourcesOf } from './sources.ts';
import { sqliteTextProblem } from './sqlite-text.ts';
import type { Path, Problem } from './validate.ts';

/**
 * What a schema cannot say: rules between fields.
 * @param broken what the schema says; what is below such a place is not looked at again
 */
export function semanticProblems(
  input: Partial<SpecInput>,
  broken: readonly Problem[] = [],
): Problem[] {
  const isSound = (...path: Path) => !broken.some((problem) => isBelow(problem.path, path));
  const problems: Problem[] = [];
  const wrongName =
    input.name !== undefined && isSound('name') ? nameProblem(input.name) : undefined;
  if (wrongName !== undefined) {
    problems.push({
      path: ['name'],
      message: `${wrongName} Use "${correctProjectName(input.name!)}".`,
    });
  }
  if (input.client !== undefined && input.runtime === 'python') {
    problems.push({
      path: ['client'],
      message: 'A client can be chosen for Node.js projects only: leave it out.',
    });
  }
  if (isSound('http') && input.http?.buckets && !isAscending(input.http.buckets)) {
    problems.push({
      path: ['http', 'buckets'],
      message: 'The buckets are not in ascending order.',
    });
  }
  if (isSound('batch') && input.batch?.schedule !== undefined) {
    const message = scheduleProblem(input.batch.schedule);
    if (message) problems.push({ path: ['batch', 'schedule'], message });
  }
  if (isSound('pattern') && isSound('collectors')) problems.push(...patternProblems(input));
  if (isSound('sql')) problems.push(...sampleProblems(input.sql));
  const isSqlite = isSound('sql') && (input.sql?.engine ?? 'sqlite') === 'sqlite';
  // Asked of each metric, so found once: there may be as many problems as metrics.
  const unsound = new Set(
    broken.filter(({ path: [field] }) => field === 'metrics').map(({ path }) => path[1]),
  );
  if (!Array.isArray(input.metrics) || unsound.has(undefined)) return problems;
  for (const [index, metric] of input.metrics.entries()) {
    if (unsound.has(index)) continue;
    const found = [
      ...metricProblems(metric),
      ...(input.pattern === 'batch' ? batchProblems(metric) : []),
      ...(isSqlite ? queryProblems(metric) : []),
    ];
    for (const problem of found) {
      problems.push({ ...problem, path: ['metrics', index, ...problem.path] });
    }
  }
  return problems;
}

/** Both clients refuse to start with anything else. */
function isAscending(bounds: readonly number[]): boolean {
  return bounds.every((bound, index) => index === 0 || bound > bounds[index - 1]!);
}

function isBelow(path: Path, parent: Path): boolean {
  return parent.every((part, index) => path[index] === part);
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
  if (metric.labels?.value && groups.includes('value')) {
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
  if (groups.includes('value')) return [];
  if (metric.type === 'histogram') {
    return at(`A histogram observes the group (?<value>…), which ${metric.name} does not have.`);
  }
  if (metric.log?.scale === undefined) return [];
  const message = `"scale" multiplies the group (?<value>…), which ${metric.name} does not have: it counts lines, so leave the scale out.`;
  return [{ path: ['log', 'scale'], atKey: true, message }];
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
  return [
    ...(each === undefined ? [] : ([[['each'], each]] as [Path, string][])),
    ...(value === undefined ? [] : ([[['value'], value]] as [Path, string][])),
    ...Object.entries(labels).map(([label, path]): [Path, string] => [['labels', label], path]),
  ];
}

/** Fields that belong to one pattern. */
function patternProblems(input: Partial<SpecInput>): Problem[] {
  const pattern = input.pattern ?? 'application';
  const problems: Problem[] = [];
  const refuse = (key: keyof SpecInput, message: string) =>
    problems.push({ path: [key], atKey: true, message });
  if (input.http && pattern !== 'application') {
    refuse('http', `"http" belongs to the pattern application; this is a ${pattern}.`);
  }
  if (input.batch && pattern !== 'batch') {
    refuse('batch', `"batch" belongs to the pattern batch; this is ${pattern}.`);
  }
  if (input.port !== undefined && pattern === 'batch') {
    refuse(
      'port',
      'Nothing connects to a batch job, which pushes what it has: leave the port out.',
    );
  }
  if (pattern === 'batch' && (input.collectors?.length ?? 0) > 0) {
    refuse(
      'collectors',
      'A batch job pushes what it has counted itself; collectors belong to a sidecar.',
    );
  }
  return problems;
}

/** The sample is a SQLite database; no other engine is ever shown it. */
function sampleProblems(sql: SpecInput['sql']): Problem[] {
  const { engine = 'sqlite', sample } = sql ?? {};
  if (sample === undefined || engine !== 'sqlite') return [];
  const problem = sqliteTextProblem(sample);
  return problem === undefined
    ? []
    : [{ path: ['sql', 'sample'], message: `The sample ${problem}.` }];
}

function queryProblems({ name, sql }: MetricInput): Problem[] {
  const problem = sql === undefined ? undefined : sqliteTextProblem(sql);
  return problem === undefined
    ? []
    : [{ path: ['sql'], message: `The query of ${name} ${problem}.` }];
}

/** Fields of a metric that have no sense in a job that runs once and pushes. */
function batchProblems(metric: MetricInput): Problem[] {
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
    if (metric.labels?.[label]) continue;
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
