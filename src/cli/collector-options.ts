import { COLLECTOR_DEFAULTS } from '../spec/resolve.ts';
import { SQL_ENGINES } from '../spec/schema.ts';
import type { OptionDefinition } from './options.ts';

/** Options that set one key of a collector's settings each. */
export const COLLECTOR_OPTIONS: OptionDefinition[] = [
  {
    name: 'sql-engine',
    argument: `<${SQL_ENGINES.join('|')}>`,
    choices: SQL_ENGINES,
    group: 'What to generate',
    field: 'sql',
    key: 'engine',
    question: 'Database',
    description: `database that the collector sql reads; default: ${COLLECTOR_DEFAULTS.sql.engine}`,
  },
  {
    name: 'http-probe-target',
    argument: '<name=url>',
    many: true,
    group: 'What to generate',
    field: 'http-probe',
    key: 'targets',
    question: 'Address to ask, as name=url',
    description:
      'address that the collector http-probe asks, again for each; the name is its label',
  },
  {
    name: 'json-api-url',
    argument: '<url>',
    group: 'What to generate',
    field: 'json-api',
    key: 'url',
    question: 'Address of the JSON document',
    description: 'document that the collector json-api reads',
  },
  {
    name: 'log-file',
    argument: '<path>',
    group: 'What to generate',
    field: 'log',
    key: 'file',
    question: 'Log file',
    description: `log that the collector log reads; default: ${COLLECTOR_DEFAULTS.log.file}`,
  },
];
