import { suggestName } from '../correct-name.ts';
import { defineRule, type NameContext, type NameInput } from '../rule.ts';

/** The types of the protobuf format without `untyped`, which promtool lets pass. */
const TYPE_NAMES = ['counter', 'gauge', 'summary', 'histogram', 'gauge_histogram'];

/**
 * promtool's LintMetricTypeInName: the name of any type, whatever the type of the metric, and one finding per type
 * (`x_gauge_histogram` has three). At the front of a name a type passes.
 */
export const typeInName = defineRule({
  id: 'type-in-name',
  level: 'error',
  why: 'The type is metadata already; in the name it lies as soon as the type changes.',
  source: 'https://prometheus.io/docs/practices/naming/#metric-names',
  problems(metric: NameInput, context: NameContext) {
    const name = `${metric.name.toLowerCase()}_`;
    return TYPE_NAMES.filter((type) => name.includes(`_${type}_`)).map((type) => ({
      message: `metric name should not include type '${type}'`,
      suggestion: suggestName(metric, context),
    }));
  },
});
