import { suggestName } from '../correct-name.ts';
import { defineRule, type NameContext, type NameInput } from '../rule.ts';
import { ABBREVIATIONS } from '../units.ts';

/**
 * promtool's LintUnitAbbreviations. Its quirks are kept: any `_m_` or `_d_` counts, unit or not, and a name
 * with two different abbreviations is reported twice in the same words.
 */
export const unitAbbreviations = defineRule({
  id: 'unit-abbreviations',
  level: 'error',
  why: 'An abbreviation can be read in two ways: `m` as minutes, meters or milli.',
  source: 'https://prometheus.io/docs/practices/naming/#base-units',
  problems(metric: NameInput, context: NameContext) {
    const name = `${metric.name.toLowerCase()}_`;
    return [...ABBREVIATIONS.keys()]
      .filter((abbreviation) => name.includes(`_${abbreviation}_`))
      .map(() => ({
        message: 'metric names should not contain abbreviated units',
        suggestion: suggestName(metric, context),
      }));
  },
});
