import { RULE_IDS } from '../conventions/rule-ids.ts';
import { CREATE_OPTIONS } from './create-options.ts';
import type { OptionDefinition } from './options.ts';

/** How `lint` may tell what it found, beside `--json`. */
const LINT_FORMATS = ['text', 'github'] as const;

/** Options of `lint`; how it is told about is the same as of the main command. */
export const LINT_OPTIONS: OptionDefinition[] = [
  {
    name: 'allow',
    argument: '<rules>',
    many: true,
    choices: RULE_IDS,
    group: 'What to check',
    description: 'rules to leave out, separated by commas',
  },
  {
    name: 'format',
    argument: `<${LINT_FORMATS.join('|')}>`,
    choices: LINT_FORMATS,
    group: 'Output',
    description: 'text for people or annotations for a GitHub workflow; default: text',
  },
  ...CREATE_OPTIONS.filter(({ group }) => group === 'Output'),
];
