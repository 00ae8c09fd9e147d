{{#unless customMetrics}}
import { readdir } from 'node:fs/promises';
import { loadavg, tmpdir, uptime } from 'node:os';
{{/unless}}
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
{{#if customMetrics}}
const METRICS = [
{{#each customMetrics}}
  {
    type: {{type}},
    name: {{name}},
    help: {{help}},
    {{{property 'labelNames' labelNames indent=4}}}
    read: {{{jsReader}}},
  },
{{/each}}
];

{{#each customMetrics}}
/** Replace this: {{{comment help}}} */
async function {{{jsReader}}}() {
{{#if hasLabels}}
  const labels = {{{fields labels 'sample' language='js' column=17 indent=2}}};
  return [{ labels, value: 1 }];
{{else}}
  return [{ labels: {}, value: 1 }];
{{/if}}
}

{{/each}}
{{else}}
const METRICS = [
  {
    type: 'gauge',
    name: '{{{namespace}}}_temporary_files',
    help: 'Entries of the directory for temporary files.',
    labelNames: ['kind'],
    read: countFiles,
  },
  {
    type: 'gauge',
    name: '{{{namespace}}}_host_load',
    help: 'Processes that are running or waiting for a processor, on average of one minute.',
    labelNames: [],
    read: readLoad,
  },
  {
    type: 'counter',
    name: '{{{namespace}}}_host_uptime_seconds_total',
    help: 'Time the host is running.',
    labelNames: [],
    read: readUptime,
  },
];

/** Replace this: the entries of a directory, a series for each kind. */
async function countFiles() {
  const counts = { file: 0, directory: 0, other: 0 };
  for (const entry of await readdir(tmpdir(), { withFileTypes: true })) {
    if (entry.isFile()) {
      counts.file += 1;
    } else if (entry.isDirectory()) {
      counts.directory += 1;
    } else {
      counts.other += 1;
    }
  }
  return Object.entries(counts).map(([kind, value]) => ({ labels: { kind }, value }));
}

/** Replace this: a value without labels. */
async function readLoad() {
  const [oneMinute] = loadavg();
  return [{ labels: {}, value: oneMinute }];
}

/** Replace this: a total that something else counts. */
async function readUptime() {
  return [{ labels: {}, value: uptime() }];
}

{{/if}}
/**
 * Reads what no other collector can.
 *
 * @typedef \{{ labels: Record<string, string>, value: number }} Sample
 *
 * @param {object} [options]
 * @param \{{ type: string, name: string, help: string, labelNames: string[],
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
