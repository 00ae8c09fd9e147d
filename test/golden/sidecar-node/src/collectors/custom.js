import { addFamily } from '../sampled-family.js';

/**
 * The metrics of this collector, and the function each is read by. Replace these functions by what
 * you want to measure; the rest can stay as it is.
 *
 * The rules:
 * - Read when asked, not by a timer. A scrape waits for the answer, so keep it short, and hand
 *   `signal` to whatever can be given up: it aborts when the time for the scrape is over.
 * - Throw when something cannot be read. Then these metrics are absent, which is right: 0 would be
 *   a statement. The error is logged and counted, and other collectors are not touched.
 * - Give every value, and only the ones that hold now: nothing is kept from one scrape to the next.
 * - A counter is what something else has counted so far (its total, not what is new since the last
 *   scrape); it only falls when that something starts again.
 * - Base units: seconds, bytes, ratios from 0 to 1.
 * - Label values come from a small set: no user, no address, no error text.
 * - Scrapes overlap. Connect once, in `createCustomCollector`, and disconnect in `close`.
 */
const METRICS = [
  {
    type: 'gauge',
    name: 'shop_open_tickets',
    help: 'Tickets nobody has closed.',
    labelNames: ['priority'],
    read: readOpenTickets,
  },
  {
    type: 'counter',
    name: 'shop_backups_total',
    help: 'Backups made.',
    labelNames: [],
    read: readBackups,
  },
];

/** Replace this: Tickets nobody has closed. */
async function readOpenTickets() {
  const labels = { priority: 'low' };
  return [{ labels, value: 1 }];
}

/** Replace this: Backups made. */
async function readBackups() {
  return [{ labels: {}, value: 1 }];
}

/**
 * Reads what no other collector can.
 *
 * @typedef {{ labels: Record<string, string>, value: number }} Sample
 *
 * @param {object} [options]
 * @param {{ type: string, name: string, help: string, labelNames: string[],
 *   read: (scrape: { signal: AbortSignal }) => Promise<Sample[]> }[]} [options.metrics]
 * @returns {import('../scrape.js').Collector}
 */
export function createCustomCollector({ metrics = METRICS } = {}) {
  return {
    name: 'custom',
    async collect({ registry, signal }) {
      const answers = await Promise.all(metrics.map(({ read }) => read({ signal })));
      for (const [index, metric] of metrics.entries()) {
        addFamily(registry, metric, answers[index]);
      }
    },
  };
}
