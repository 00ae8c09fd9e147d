import { suggestName } from '../correct-name.ts';
import { defineRule, type NameContext, type NameInput } from '../rule.ts';
import { missingUnit } from '../units.ts';
import { words } from '../words.ts';

/** Judged by the last word (before `_total`); which words say a quantity is listed in units.ts. */
export const unitMissing = defineRule({
  id: 'unit-missing',
  level: 'warning',
  why: 'Without its unit in the name a value can only be guessed at.',
  source: 'https://prometheus.io/docs/practices/naming/#metric-names',
  problems(metric: NameInput, context: NameContext) {
    const unit = missingUnit(words(metric.name.replace(/_total$/, '')), metric.type);
    if (unit === undefined) return [];
    const message = `The name says a quantity but not its unit: add "_${unit}".`;
    return [{ message, suggestion: suggestName(metric, context) }];
  },
});
