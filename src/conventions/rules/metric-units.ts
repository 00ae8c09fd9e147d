import { suggestName } from '../correct-name.ts';
import { defineRule, type NameContext, type NameInput } from '../rule.ts';
import { baseUnit } from '../units.ts';

/**
 * promtool's LintMetricUnits. Its quirks are kept: the first unit of the name decides alone, so
 * `x_seconds_minutes` passes, and upper case is no unit.
 */
export const metricUnits = defineRule({
  id: 'metric-units',
  level: 'error',
  why: 'With base units everywhere, metrics can be compared and no query has to convert.',
  source: 'https://prometheus.io/docs/practices/naming/#base-units',
  problems(metric: NameInput, context: NameContext) {
    for (const word of metric.name.split('_')) {
      const base = baseUnit(word);
      if (base === undefined) continue;
      if (base === word) return [];
      const message = `use base unit "${base}" instead of "${word}"`;
      return [{ message, suggestion: suggestName(metric, context) }];
    }
    return [];
  },
});
