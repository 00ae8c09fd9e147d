import { correctProjectName, nameProblem } from './name.ts';
import type { MetricInput, SpecInput } from './schema.ts';
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
      message: 'A client can be chosen for Node.js projects only.',
    });
  }
  if (isSound('http') && input.http?.buckets && !isAscending(input.http.buckets)) {
    problems.push({
      path: ['http', 'buckets'],
      message: 'The buckets are not in ascending order.',
    });
  }
  if (!Array.isArray(input.metrics)) return problems;
  for (const [index, metric] of input.metrics.entries()) {
    if (!isSound('metrics', index)) continue;
    for (const problem of metricProblems(metric)) {
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
  if (metric.sql && metric.type !== 'counter' && metric.type !== 'gauge') {
    refuse('sql', `"sql" yields single values, so ${metric.name} must be a counter or a gauge.`);
  }
  if (metric.alert && (metric.alert.above === undefined) === (metric.alert.below === undefined)) {
    refuse('alert', `The alert of ${metric.name} needs either "above" or "below".`);
  }
  return problems;
}
