import { suggestName } from '../correct-name.ts';
import { defineRule, type Family, type NameContext, type Problem } from '../rule.ts';

/**
 * promtool's LintHistogramSummaryReserved, untyped metrics exempt. promtool repeats a label per sample; here it
 * is said once per label. The own `le` of a histogram is no matter for promtool, see name-invalid.
 */
export const reserved = defineRule({
  id: 'reserved',
  level: 'error',
  why: 'These suffixes and labels make the series of histograms and summaries; elsewhere they mislead queries and clients.',
  source: 'https://prometheus.io/docs/instrumenting/writing_exporters/#naming',
  problems(metric: Pick<Family, 'name' | 'type' | 'labels'>, context: NameContext) {
    const { name, type, labels } = metric;
    if (type === 'untyped') return [];
    const problems: Problem[] = [];
    const badSuffix = (suffix: string, who: string) => {
      if (!name.endsWith(suffix)) return;
      const message = `${who} metrics should not have "${suffix}" suffix`;
      problems.push({ message, suggestion: suggestName(metric, context) });
    };
    if (type !== 'histogram') badSuffix('_bucket', 'non-histogram');
    if (type !== 'histogram' && type !== 'summary') {
      badSuffix('_count', 'non-histogram and non-summary');
      badSuffix('_sum', 'non-histogram and non-summary');
    }
    if (type !== 'histogram' && Object.hasOwn(labels, 'le')) {
      problems.push({ message: 'non-histogram metrics should not have "le" label' });
    }
    if (type !== 'summary' && Object.hasOwn(labels, 'quantile')) {
      problems.push({ message: 'non-summary metrics should not have "quantile" label' });
    }
    return problems;
  },
});
