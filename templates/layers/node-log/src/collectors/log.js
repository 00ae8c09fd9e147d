import { Gauge } from {{client}};
import { createLogMetrics } from './log-metrics.js';
import { createTail } from './log-tail.js';

/**
 * What is counted: the lines that `match`. Named groups become labels; a counter counts lines, or
 * adds the group `value`; a histogram observes that group. A label has a list of the values it
 * can have (anything else is `other`) or an empty list for any value.
{{#if hasLogScales}}
 * `scale` brings the group `value` to the unit of the metric.
{{/if}}
 *
 * `match` is a regular expression. It runs on every line, and nothing can stop it: avoid
 * repetitions within repetitions such as `(a+)+`, whose time grows without bound.
 */
{{#if logMetrics}}
const METRICS = [
{{#each logMetrics}}
  {
    type: {{type}},
    name: {{name}},
    help: {{help}},
    labels: {{{fields labels 'values' language='js' column=12 indent=4}}},
{{#if isHistogram}}
    {{{property 'buckets' buckets indent=4}}}
{{/if}}
    match: {{{jsMatch}}},
{{#if scale}}
    scale: (value) => {{{scale}}},
{{/if}}
  },
{{/each}}
];
{{else}}
const METRICS = [];
{{/if}}

const UNREAD = {
  {{{property 'name' families.log.unreadBytes.name indent=2}}}
  {{{property 'help' families.log.unreadBytes.help indent=2}}}
};

const DEFAULT_SECONDS = 10;
/** Of the time for a scrape; the rest is left to tell what was counted. */
const READING_SHARE = 0.8;

/**
 * Counts lines of a log. Every scrape reads on from where the one before stopped; what was counted
 * is kept for as long as the program runs. What there is no time for is left for the next scrape.
 *
 * @param {object} options
 * @param {string} options.file
 * @param {boolean} options.fromStart whether lines count that are there already
 * @param {number} options.maxBytes read by one scrape; 0 is no limit
 * @param {import('../logger.js').Logger} options.logger
 * @param {typeof METRICS} [options.metrics]
 * @returns {import('../scrape.js').Collector}
 */
export function createLogCollector({ file, fromStart, maxBytes, logger, metrics = METRICS }) {
  const tail = createTail({ file, fromStart, maxBytes });
  const counted = createLogMetrics(metrics);
  let last = Promise.resolve();

  async function readOn(until) {
    const unread = await tail.read({ onLine: counted.count, until });
    for (const fields of counted.takeUnusable()) {
      logger.debug('lines not counted, their value is no usable number', fields);
    }
    return { unread, families: await counted.families() };
  }

  return {
    name: 'log',
    async collect({ registry, seconds = DEFAULT_SECONDS }) {
      const until = performance.now() + seconds * READING_SHARE * 1000;
      // Scrapes take turns, so that no line counts twice.
      const turn = last.then(() => readOn(until));
      last = turn.catch(() => {});
      const { unread, families } = await turn;
      for (const family of families) {
        registry.registerMetric({ ...family, get: () => family });
      }
      new Gauge({ ...UNREAD, registers: [registry] }).set(unread);
    },
    close: () => tail.close(),
  };
}
