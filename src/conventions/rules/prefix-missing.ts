import { suggestName } from '../correct-name.ts';
import { defineRule, type NameContext, type NameInput } from '../rule.ts';

/** Nothing to say where the namespace is not known. */
export const prefixMissing = defineRule({
  id: 'prefix-missing',
  level: 'warning',
  why: 'The prefix says which exporter a metric comes from and keeps it apart from those of others.',
  source: 'https://prometheus.io/docs/practices/naming/#metric-names',
  problems: (metric: NameInput, context: NameContext) =>
    context.namespace === '' || metric.name.startsWith(`${context.namespace}_`)
      ? []
      : [
          {
            message: `The name does not start with the namespace "${context.namespace}_"; where all names start alike, make that the namespace.`,
            suggestion: suggestName(metric, context),
          },
        ],
});
