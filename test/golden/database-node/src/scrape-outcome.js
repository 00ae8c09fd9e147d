import { Counter, Gauge, Registry } from '@prometheus-io/client';

/** One series per collector; a family nobody has a value for is left out. */
const PER_COLLECTOR = [
  {
    Family: Gauge,
    name: 'accounts_scrape_collector_success',
    help: 'Whether the collector succeeded in this scrape: 1 for yes, 0 for no.',
    read: ({ error }) => (error ? 0 : 1),
  },
  {
    Family: Gauge,
    name: 'accounts_scrape_collector_duration_seconds',
    help: 'Time the collector took in this scrape.',
    read: ({ seconds }) => seconds,
  },
  {
    Family: Counter,
    name: 'accounts_scrape_errors_total',
    help: 'Scrapes in which the collector failed or was late.',
    read: ({ errors }) => errors,
  },
  {
    Family: Counter,
    name: 'accounts_series_dropped_total',
    help: 'Series over the limit of the collector, left out or added up in the label value other.',
    read: ({ dropped }) => dropped,
  },
  {
    Family: Gauge,
    name: 'accounts_collector_last_success_timestamp_seconds',
    help: 'Unix time of the last successful read of a collector whose reads are cached.',
    read: ({ lastSuccess }) => lastSuccess,
  },
];

/** What no collector may call a metric of its own. */
export const OUTCOME_NAMES = PER_COLLECTOR.map(({ name }) => name);

/**
 * How the collectors of one scrape did, as metrics of that scrape.
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
 * @returns {Registry}
 */
export function outcomeOf(results) {
  const registry = new Registry();
  const registers = [registry];
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
