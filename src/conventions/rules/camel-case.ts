import { suggestName } from '../correct-name.ts';
import { defineRule, type Family, type NameContext, type Problem } from '../rule.ts';
import { snakeCase } from '../words.ts';

const CAMEL_CASE = /[a-z][A-Z]/;

/** promtool's LintCamelCase. Its words do not name the label, so the suggestion does. */
export const camelCase = defineRule({
  id: 'camel-case',
  level: 'error',
  why: 'Names are written in snake_case everywhere in Prometheus, so people can guess them.',
  source: 'https://prometheus.io/docs/instrumenting/writing_exporters/#naming',
  problems(metric: Pick<Family, 'name' | 'type' | 'labels' | 'observed'>, context: NameContext) {
    const problems: Problem[] = [];
    if (CAMEL_CASE.test(metric.name)) {
      problems.push({
        message: "metric names should be written in 'snake_case' not 'camelCase'",
        suggestion: suggestName(metric, context),
      });
    }
    for (const label of Object.keys(metric.labels)) {
      if (!CAMEL_CASE.test(label)) continue;
      problems.push({
        message: "label names should be written in 'snake_case' not 'camelCase'",
        label,
        suggestion: snakeCase(label),
        count: metric.observed?.labelUse.get(label),
      });
    }
    return problems;
  },
});
