import { parseBoolean, parseCount, parseSeconds } from './config-values.js';
{{#if httpReaders}}
import { {{{httpReaders}}} } from './http-values.js';
{{/if}}

/** The settings of the collectors. Each collector begins with the three that all of them have. */
export const COLLECTOR_OPTIONS = [
{{#each collectorOptions}}
  ...commonOptions({
    key: {{key}},
    name: {{name}},
    {{{property 'help' help indent=4}}}
    maxSeries: {{maxSeries}},
    minInterval: {{minInterval}},
  }),
{{#each own}}
  {
    key: {{key}},
    flag: {{name}},
    env: {{environment}},
{{#if default}}
    {{{property 'default' default indent=4}}}
{{/if}}
{{#if placeholder}}
    placeholder: {{placeholder}},
{{/if}}
{{#if negatable}}
    negatable: true,
{{/if}}
    {{{property 'help' help indent=4}}}
{{#if secret}}
    secret: true,
{{/if}}
    parse: {{{jsReader}}},
  },
{{/each}}
{{/each}}
];

function commonOptions({ key, name, help, maxSeries, minInterval }) {
  const flag = `collector.${name}`;
  const env = flag.toUpperCase().replace(/\W/g, '_');
  return [
    {
      key,
      flag,
      env,
      default: 'true',
      negatable: true,
      help,
      parse: parseBoolean,
    },
    {
      key: `${key}MaxSeries`,
      flag: `${flag}.max-series`,
      env: `${env}_MAX_SERIES`,
      default: String(maxSeries),
      placeholder: 'N',
      help: `Most series of the collector ${name}; 0 is no limit.`,
      parse: parseCount,
    },
    {
      key: `${key}MinInterval`,
      flag: `${flag}.min-interval`,
      env: `${env}_MIN_INTERVAL`,
      default: String(minInterval),
      placeholder: 'SECONDS',
      help: `Time a read of the collector ${name} is kept; 0 reads at every scrape.`,
      parse: parseSeconds,
    },
  ];
}
