import { suggestName } from '../correct-name.ts';
import { defineRule, type NameContext, type NameInput } from '../rule.ts';

/** promtool's LintReservedChars. */
export const reservedChars = defineRule({
  id: 'reserved-chars',
  level: 'error',
  why: 'Colons are for the names of recording rules.',
  source: 'https://prometheus.io/docs/concepts/data_model/#metric-names-and-labels',
  problems: (metric: NameInput, context: NameContext) =>
    metric.name.includes(':')
      ? [
          {
            message: "metric names should not contain ':'",
            suggestion: suggestName(metric, context),
          },
        ]
      : [],
});
