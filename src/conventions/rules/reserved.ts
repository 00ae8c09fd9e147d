import { suggestName } from '../correct-name.ts';
import { defineRule, type Family, type NameContext, type Problem } from '../rule.ts';

/**
 * promtool's LintHistogramSummaryReserved, untyped metrics exempt. promtool repeats a label per metric; here it
 * is said once per label, with the number of metrics. The own `le` of a histogram is no matter for promtool, see name-invalid.
 */
export const reserved = defineRule({
  id: 'reserved',
  level: 'error',
  why: 'These suffixes and labels make the series of histograms and summaries; elsewhere they mislead queries and clients.',
  source: 'https://prometheus.io/docs/instrumenting/writing_exporters/#naming',
  problems(metric: Pick<Family, 'name' | 'type' | 'labels' | 'observed'>, context: NameContext) {
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
    const badLabel = (label: string, who: string) => {
      if (!Object.hasOwn(labels, label)) return;
      const message = `${who} metrics should not have "${label}" label`;
      problems.push({ message, label, count: metric.observed?.labelUse.get(label) });
    };
    if (type !== 'histogram') badLabel('le', 'non-histogram');
    if (type !== 'summary') badLabel('quantile', 'non-summary');
    return problems;
  },
});
