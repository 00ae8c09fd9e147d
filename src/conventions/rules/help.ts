import { UNPRINTABLE } from '../../render/literals.ts';
import { defineRule, type Family } from '../rule.ts';

/** promtool's LintHelp. Blanks are not help either: the exposition format drops them; nor is what nobody can see. */
export const help = defineRule({
  id: 'help',
  level: 'error',
  why: 'HELP is all that people see of a metric they did not write.',
  source: 'https://prometheus.io/docs/instrumenting/writing_exporters/#help-strings',
  problems: (metric: Pick<Family, 'name' | 'help'>) =>
    metric.help.replaceAll(UNPRINTABLE, '').trim() === '' ? [{ message: 'no help text' }] : [],
});
