import { defineRule, type Family } from '../rule.ts';

/**
 * promtool's LintDuplicateMetric. Its quirk is kept: the same labels in another order are not found, and a third
 * occurrence is a second finding. Only an exposition can have it.
 */
export const duplicate = defineRule({
  id: 'duplicate',
  level: 'error',
  why: 'Prometheus keeps one value of a series and drops the others of the same scrape.',
  source: 'https://prometheus.io/docs/instrumenting/exposition_formats/#text-format-details',
  problems: ({ observed }: Pick<Family, 'name' | 'observed'>) =>
    observed !== undefined && observed.repeated > 0
      ? [{ message: 'metric not unique', count: observed.repeated, place: observed.repeatedAt }]
      : [],
});
