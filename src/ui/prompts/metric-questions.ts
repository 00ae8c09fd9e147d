import { type Claim, claim } from '../../conventions/index.ts';
import { resolveMetric } from '../../spec/resolve.ts';
import {
  IDENTIFIER_PATTERN,
  METRIC_TYPES,
  type MetricInput,
  type MetricType,
  type Pattern,
} from '../../spec/schema.ts';
import { checkedInput, type Remark } from './checked-input.ts';
import { chooseOne } from './choose.ts';
import { metricRemark } from './metric-remarks.ts';

/**
 * Asks for metrics one by one until there are no more.
 * @param claimed the names that are taken before there is any, such as those every program has
 */
export async function askMetrics(
  namespace: string,
  claimed: ReadonlyMap<string, Claim>,
  pattern: Pattern,
): Promise<MetricInput[]> {
  const metrics: MetricInput[] = [];
  const taken = new Map(claimed);
  for (;;) {
    const metric = await askMetric(namespace, taken, pattern, metrics.length > 0);
    if (!metric) return metrics;
    metrics.push(metric);
    claim(taken, { name: metric.name, type: metric.type });
  }
}

async function askMetric(
  namespace: string,
  claimed: ReadonlyMap<string, Claim>,
  pattern: Pattern,
  optional: boolean,
): Promise<MetricInput | undefined> {
  const type = await chooseOne<MetricType | 'done'>('Type of the metric', [
    ...METRIC_TYPES.map((value) => ({ value, description: MEANING[value] })),
    ...(optional ? [{ value: 'done' as const, description: 'no more metrics' }] : []),
  ]);
  if (type === 'done') return undefined;
  const draft = { type, help: 'A help text.' };
  const remarkOn = (metric: MetricInput, label?: string) =>
    metricRemark(metric, { namespace, claimed, pattern, label });
  const name = await checkedInput({
    message: 'Name',
    check: (text) =>
      text === ''
        ? { message: 'Give the metric a name.', blocking: true }
        : remarkOn({ ...draft, name: text }),
  });
  const typedHelp = await checkedInput({
    message: 'Help, in one sentence',
    check: (text) =>
      text.trim() === ''
        ? { message: 'Say what the metric measures; it is shown as HELP.', blocking: true }
        : undefined,
  });
  const help = typedHelp.trim();
  const labels: Record<string, string[]> = {};
  for (;;) {
    const label = await askLabel({ ...draft, name, help, labels }, remarkOn);
    if (label === undefined) break;
    labels[label.name] = label.values;
  }
  // One run of a job has no quantiles.
  const isPlain = type === 'summary' && pattern === 'batch';
  const numbers = isPlain ? {} : await askNumbers({ type, name, help });
  return { type, name, help, ...(Object.keys(labels).length > 0 && { labels }), ...numbers };
}

const MEANING: Record<MetricType, string> = {
  counter: 'only goes up: orders, errors, bytes sent',
  gauge: 'goes up and down: queue length, temperature',
  histogram: 'how values are spread, over all instances: durations, sizes',
  summary: 'quantiles of one instance',
};

async function askLabel(
  metric: MetricInput,
  remarkOn: (metric: MetricInput, label: string) => Remark | undefined,
): Promise<{ name: string; values: string[] } | undefined> {
  const taken = Object.keys(metric.labels ?? {});
  const name = await checkedInput({
    message: taken.length === 0 ? 'Label (empty for none)' : 'Another label (empty for no more)',
    optional: true,
    check: (text) => {
      if (text === '') return undefined;
      if (!new RegExp(IDENTIFIER_PATTERN).test(text)) {
        return {
          message:
            'Letters, digits and underscores, no digit first; its values are asked for next.',
          blocking: true,
        };
      }
      if (taken.includes(text)) return { message: `There is a label "${text}".`, blocking: true };
      return remarkOn({ ...metric, labels: { ...metric.labels, [text]: [] } }, text);
    },
  });
  if (name === '') return undefined;
  const values = await checkedInput({
    message: `Known values of ${name}, separated by commas (empty: any)`,
    optional: true,
    check: remarkOnValues,
  });
  return { name, values: [...new Set(partsOf(values, ','))] };
}

/** One value that looks like several in another notation; one with spaces may be meant as it is. */
function remarkOnValues(text: string): Remark | undefined {
  const isOther = /[|;]/.test(text);
  if (!isOther && (text.includes(',') || !/\S\s+\S/.test(text))) return undefined;
  return {
    message: isOther
      ? 'Values are separated by commas.'
      : 'This is one value: several are separated by commas.',
    suggestion: partsOf(text, isOther ? /[|;,]/ : /\s+/).join(', '),
    blocking: isOther,
  };
}

function partsOf(text: string, separator: string | RegExp): string[] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

async function askNumbers(metric: MetricInput): Promise<Partial<MetricInput>> {
  if (metric.type !== 'histogram' && metric.type !== 'summary') return {};
  const isHistogram = metric.type === 'histogram';
  const defaults = isHistogram ? resolveMetric(metric).buckets : [0.5, 0.9, 0.99];
  const field = isHistogram ? 'buckets' : 'quantiles';
  const answer = await checkedInput({
    message: isHistogram ? 'Buckets, upper bounds' : 'Quantiles, 0 to 1',
    default: defaults.join(', '),
    check: (text) => {
      const numbers = toNumbers(text);
      if (numbers.some(Number.isNaN))
        return { message: 'Numbers, separated by commas.', blocking: true };
      return metricRemark(
        { ...metric, [field]: numbers },
        { namespace: '', claimed: new Map(), rule: field },
      );
    },
  });
  return { [field]: toNumbers(answer) };
}

function toNumbers(text: string): number[] {
  return text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
}
