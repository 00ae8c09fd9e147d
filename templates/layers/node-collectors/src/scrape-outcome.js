import { Counter, Gauge, Registry } from {{client}};

/** One series per collector; a family nobody has a value for is left out. */
const PER_COLLECTOR = [
  {
    Family: Gauge,
    {{{property 'name' own.collectorSuccess.name indent=4}}}
    {{{property 'help' own.collectorSuccess.help indent=4}}}
    read: ({ error }) => (error ? 0 : 1),
  },
  {
    Family: Gauge,
    {{{property 'name' own.collectorDuration.name indent=4}}}
    {{{property 'help' own.collectorDuration.help indent=4}}}
    read: ({ seconds }) => seconds,
  },
  {
    Family: Counter,
    {{{property 'name' own.scrapeErrors.name indent=4}}}
    {{{property 'help' own.scrapeErrors.help indent=4}}}
    read: ({ errors }) => errors,
  },
  {
    Family: Counter,
    {{{property 'name' own.seriesDropped.name indent=4}}}
    {{{property 'help' own.seriesDropped.help indent=4}}}
    read: ({ dropped }) => dropped,
  },
  {
    Family: Gauge,
    {{{property 'name' own.collectorLastSuccess.name indent=4}}}
    {{{property 'help' own.collectorLastSuccess.help indent=4}}}
    read: ({ lastSuccess }) => lastSuccess,
  },
];

{{#if isSidecar}}
const UP = {
  {{{property 'name' own.up.name indent=2}}}
  {{{property 'help' own.up.help indent=2}}}
};

const DURATION = {
  {{{property 'name' own.scrapeDuration.name indent=2}}}
  {{{property 'help' own.scrapeDuration.help indent=2}}}
};

{{/if}}
/** What no collector may call a metric of its own. */
{{#if isSidecar}}
export const OUTCOME_NAMES = [...PER_COLLECTOR, UP, DURATION].map(({ name }) => name);
{{else}}
export const OUTCOME_NAMES = PER_COLLECTOR.map(({ name }) => name);
{{/if}}

/**
{{#if isSidecar}}
 * How one scrape and its collectors did, as metrics of that scrape.
{{else}}
 * How the collectors of one scrape did, as metrics of that scrape.
{{/if}}
 *
 * @typedef {object} Result
 * @property {string} name
 * @property {number} seconds
 * @property {Error} [error]
 * @property {number} errors so far
 * @property {number} dropped so far
 * @property {number} [lastSuccess] Unix time, when reads are cached
 *
 * @param {Result[]} results
{{#if isSidecar}}
 * @param {number} seconds
{{/if}}
 * @returns {Registry}
 */
export function outcomeOf(results{{#if isSidecar}}, seconds{{/if}}) {
  const registry = new Registry();
  const registers = [registry];
{{#if isSidecar}}
  new Gauge({ ...UP, registers }).set(results.some(({ error }) => error) ? 0 : 1);
  new Gauge({ ...DURATION, registers }).set(seconds);
{{/if}}
  for (const { Family, name, help, read } of PER_COLLECTOR) {
    const known = results.filter((result) => read(result) !== undefined);
    if (known.length > 0) {
      const family = new Family({ name, help, labelNames: ['collector'], registers });
      for (const result of known) {
        family.inc({ collector: result.name }, read(result));
      }
    }
  }
  return registry;
}
