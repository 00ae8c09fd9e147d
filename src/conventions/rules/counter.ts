import { suggestName } from '../correct-name.ts';
import { defineRule, type NameContext, type NameInput } from '../rule.ts';

/** promtool's LintCounter; untyped metrics may be counters and are exempt. */
export const counter = defineRule({
  id: 'counter',
  level: 'error',
  why: 'The suffix `_total` tells a counter, which needs rate(), from all that must not be put into rate().',
  source: 'https://prometheus.io/docs/practices/naming/#metric-names',
  problems(metric: NameInput, context: NameContext) {
    if (metric.type === 'untyped') return [];
    const isCounter = metric.type === 'counter';
    if (isCounter === metric.name.endsWith('_total')) return [];
    const message = isCounter
      ? 'counter metrics should have "_total" suffix'
      : 'non-counter metrics should not have "_total" suffix';
    return [{ message, suggestion: suggestName(metric, context) }];
  },
});
