import { type Claim, correctName, lintMetric } from '../../conventions/index.ts';
import type { Finding } from '../../findings.ts';
import { metricProblems } from '../../spec/metric-problems.ts';
import { resolveMetric } from '../../spec/resolve.ts';
import type { MetricInput, Pattern } from '../../spec/schema.ts';
import type { Remark } from './checked-input.ts';

/** What a question about a metric is asked with. */
interface Question {
  namespace: string;
  /** The names that are taken. */
  claimed: ReadonlyMap<string, Claim>;
  pattern?: Pattern;
  /** The label that is asked for; what there is to say about the metric without it was said before. */
  label?: string | undefined;
  /** The only rule that counts. */
  rule?: string;
}

/** What the conventions say about a metric: the first error, or all warnings. */
export function metricRemark(metric: MetricInput, question: Question): Remark | undefined {
  const problem = metricProblems(metric)[0];
  if (problem) return { message: problem.message, blocking: true };
  const { label, rule } = question;
  const known = new Set(
    label === undefined ? [] : findingsOf(without(label, metric), question).map(sentenceOf),
  );
  const findings = findingsOf(metric, question).filter(
    (finding) => (rule === undefined || finding.rule === rule) && !known.has(sentenceOf(finding)),
  );
  const error = findings.find(({ level }) => level === 'error');
  const told = error ? [error] : findings;
  if (told.length === 0) return undefined;
  const [suggestion] = told.flatMap((finding) => suggestionFor(finding, metric, question) ?? []);
  return {
    message: told.map(sentenceOf).join(' '),
    blocking: error !== undefined,
    ...(suggestion !== undefined && { suggestion }),
  };
}

function findingsOf(metric: MetricInput, { namespace, claimed, pattern }: Question): Finding[] {
  const context = { namespace, claimed, isPushed: pattern === 'batch' };
  return lintMetric(resolveMetric(metric), context);
}

function without(label: string, metric: MetricInput): MetricInput {
  const { [label]: _, ...labels } = metric.labels ?? {};
  return { ...metric, labels };
}

function sentenceOf({ message }: Finding): string {
  return message;
}

/** What may stand in the place of the answer: a name of the metric is none for a label. */
function suggestionFor(
  { suggestion, label }: Finding,
  { name, type }: MetricInput,
  question: Question,
): string | undefined {
  if (suggestion === undefined || question.rule !== undefined) return undefined;
  if (question.label === undefined) return correctName(name, type, question.namespace);
  return label === question.label ? suggestion : undefined;
}
