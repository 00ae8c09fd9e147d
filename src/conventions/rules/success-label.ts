import { defineRule, type Family } from '../rule.ts';
import { snakeCase } from '../words.ts';

const OUTCOMES = new Set('success successful succeeded fail failed failure'.split(' '));

/** Labels that say whether it worked, also as `is_success`. */
export const successLabel = defineRule({
  id: 'success-label',
  level: 'warning',
  why: 'With one metric for all and one for the failed, the ratio of failures is one division.',
  source: 'https://prometheus.io/docs/instrumenting/writing_exporters/#naming',
  problems: (metric: Pick<Family, 'name' | 'labels'>) =>
    Object.keys(metric.labels)
      .filter((label) => OUTCOMES.has(snakeCase(label).replace(/^(?:is|was|has)_/, '')))
      .map((label) => ({
        label,
        message: `The label "${label}" splits one metric by its outcome; make two metrics, one of all and one of the failed.`,
      })),
});
