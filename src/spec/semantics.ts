import { scheduleProblem } from './cron.ts';
import { batchProblems, isAscending, metricProblems, queryProblems } from './metric-problems.ts';
import { correctProjectName, nameProblem } from './name.ts';
import { COLLECTORS, type CollectorName, type SpecInput } from './schema.ts';
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
  if (isSound('http-probe')) problems.push(...targetProblems(input['http-probe']));
  for (const name of COLLECTORS) {
    if (isSound(name)) problems.push(...secondsProblems(input, name));
  }
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

function isBelow(path: Path, parent: Path): boolean {
  return parent.every((part, index) => path[index] === part);
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

/** What an option of the program takes: times to the millisecond. */
const WHOLE_MILLISECONDS = /^\d+(\.\d{1,3})?$/;

function secondsProblems(input: Partial<SpecInput>, name: CollectorName): Problem[] {
  const problems: Problem[] = [];
  for (const [key, value] of Object.entries(input[name] ?? {})) {
    if (typeof value !== 'number' || WHOLE_MILLISECONDS.test(String(value))) continue;
    const message = `${value} has more than three decimals: the program counts milliseconds.`;
    problems.push({ path: [name, key], message });
  }
  return problems;
}

/**
 * The program is told its targets as one text, `name=url,name=url`. A comma of an address is not encoded for its owner:
 * to a server `%2C` may be something else.
 */
function targetProblems(probe: SpecInput['http-probe']): Problem[] {
  return Object.entries(probe?.targets ?? {}).flatMap(([name, url]) => {
    const [next] = /(?<=,)[^=,]*=https?:\/\//.exec(url) ?? [];
    if (next === undefined) return [];
    const message = `After its comma this address reads like the next target, "${next}…": write the comma as %2C.`;
    return [{ path: ['http-probe', 'targets', name], message }];
  });
}
