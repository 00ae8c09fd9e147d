import { UNPRINTABLE } from '../../unprintable.ts';
import { defineRule, type Family } from '../rule.ts';

/**
 * promtool's LintHelp, for which any character is help. In a spec blanks are none, which the exposition format drops, nor
 * is what nobody can see.
 */
export const help = defineRule({
  id: 'help',
  level: 'error',
  why: 'HELP is all that people see of a metric they did not write.',
  source: 'https://prometheus.io/docs/instrumenting/writing_exporters/#help-strings',
  problems({ help, observed }: Pick<Family, 'name' | 'help' | 'observed'>) {
    const words = observed ? help : help.replaceAll(UNPRINTABLE, '').trim();
    return words === '' ? [{ message: 'no help text' }] : [];
  },
});
