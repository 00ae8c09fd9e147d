import { lateError } from '../deadline.js';
import { IncompleteError } from '../incomplete-error.js';
import { addFamily } from '../sampled-family.js';
import { ConnectError, MOST_ROWS, QueryError } from './sql-error.js';
import { QUERIES } from './sql-queries.js';
import { seriesOf } from './sql-values.js';

const DEFAULT_SECONDS = 10;

/**
 * @typedef {object} Database
 * @property {(sql: string, limits: { signal: AbortSignal, until: number }) =>
 *   Promise<Record<string, unknown>[]>} query gives rows, at most MOST_ROWS + 1, or fails
 *   when `signal` aborts; `until` is the same moment on the clock of performance.now(). With a
 *   QueryError the next query is worth a try
 * @property {() => unknown} close
 */

/**
 * Reads metrics from a database at every scrape. The queries of a scrape run one after the other,
 * so it needs one connection; they share its time. A query that fails costs its own metric; without
 * connection or time there is none. What rows become is told at `seriesOf`.
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
      const limits = { signal, seconds, until: performance.now() + seconds * 1000 };
      const errors = [];
      for (const query of queries) {
        try {
          addFamily(registry, query, await read(database, query, limits));
        } catch (error) {
          if (!(error instanceof QueryError)) {
            throw error;
          }
          errors.push(error);
        }
      }
      if (errors.length > 0) {
        throw new IncompleteError(errors);
      }
    },
    close: () => database.close(),
  };
}

async function read(database, { type, name, labelNames, sql }, limits) {
  try {
    const rows = await database.query(sql, limits);
    if (rows.length > MOST_ROWS) {
      throw new QueryError(
        `the query gives more than ${MOST_ROWS.toLocaleString('en')} rows; add them up with GROUP BY`,
      );
    }
    throwIfLate(limits);
    return seriesOf(rows, labelNames, type);
  } catch (error) {
    throwIfLate(limits);
    if (error instanceof ConnectError) {
      throw error;
    }
    const Kind = error instanceof QueryError ? QueryError : Error;
    // The name comes last: in front of a colon, a name such as `…_secret` would get its reason
    // masked.
    throw new Kind(`${error.message} (${name})`, { cause: error });
  }
}

function throwIfLate({ signal, seconds, until }) {
  signal.throwIfAborted();
  if (performance.now() >= until) {
    // As long as something else takes all the time, no timer aborts the signal.
    throw lateError(seconds);
  }
}
