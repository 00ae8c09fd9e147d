import { suggestName } from '../correct-name.ts';
import { defineRule, type Family, type FamilyType, type NameContext } from '../rule.ts';

const TYPES: readonly FamilyType[] = [
  'counter',
  'gauge',
  'summary',
  'histogram',
  'gauge_histogram',
];

/**
 * promtool's LintMetricTypeInName: the metric's own type, untyped metrics exempt. At the front of a name a type passes.
 * Before client_golang 1.20 (promtool 2.42, for one) it was the name of any type. That holds for a spec still: the tests
 * of its project ask whatever promtool is installed.
 */
export const typeInName = defineRule({
  id: 'type-in-name',
  level: 'error',
  why: 'The type is metadata already; in the name it lies as soon as the type changes.',
  source: 'https://prometheus.io/docs/practices/naming/#metric-names',
  problems(metric: Pick<Family, 'name' | 'type' | 'observed'>, context: NameContext) {
    const name = `${metric.name.toLowerCase()}_`;
    const types = metric.observed ? [metric.type] : TYPES;
    return types
      .filter((type) => type !== 'untyped' && name.includes(`_${type}_`))
      .map((type) => ({
        message: `metric name should not include type '${type}'`,
        suggestion: suggestName(metric, context),
      }));
  },
});
