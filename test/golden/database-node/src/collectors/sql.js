import { addFamily } from '../sampled-family.js';
import { QUERIES } from './sql-queries.js';
import { seriesOf } from './sql-values.js';

const DEFAULT_SECONDS = 10;

/**
 * @typedef {object} Database
 * @property {(sql: string, limits: { signal: AbortSignal, until: number }) =>
 *   Promise<Record<string, unknown>[]>} query gives rows, or fails when `signal` aborts; `until` is
 *   the same moment on the clock of performance.now()
 * @property {() => unknown} close
 */

/**
 * Reads metrics from a database at every scrape. The queries of a scrape run one after the other,
 * so it needs one connection; they share its time. If one fails, none of the metrics is shown.
 * What rows become is told at `seriesOf`.
 *
 * @param {object} options
 * @param {Database} options.database
 * @param {import('./sql-queries.js').Query[]} [options.queries]
 * @returns {import('../scrape.js').Collector}
 */
export function createSqlCollector({ database, queries = QUERIES }) {
  return {
    name: 'sql',
    async collect({ registry, signal, seconds = DEFAULT_SECONDS }) {
      const limits = { signal, until: performance.now() + seconds * 1000 };
      const answers = [];
      for (const query of queries) {
        answers.push(await read(database, query, limits));
      }
      for (const [index, query] of queries.entries()) {
        addFamily(registry, query, answers[index]);
      }
    },
    close: () => database.close(),
  };
}

async function read(database, { name, labelNames, sql }, limits) {
  try {
    return seriesOf(await database.query(sql, limits), labelNames);
  } catch (error) {
    if (limits.signal.aborted) {
      throw limits.signal.reason;
    }
    // Refused on every address of a host, the reason stands in the single errors.
    const reason = error.message || error.errors?.[0]?.message || error.code;
    throw new Error(`${name}: ${reason}`, { cause: error });
  }
}
