import { startDeadline } from '../deadline.js';
import { ConnectError, QueryError } from './sql-error.js';

/**
 * However many scrapes run: a database has better things to do than to keep connections for them.
 */
const MOST_CONNECTIONS = 4;
/** The server gives up this much earlier, so that a slow query does not cost its connection. */
const SERVER_MARGIN_MILLISECONDS = 100;
/** How long a server has to say goodbye. */
const CLOSE_SECONDS = 1;

/**
 * @typedef {object} Connection
 * @property {(sql: string, milliseconds: number) => Promise<Record<string, unknown>[]>} query gives
 *   rows; the server ends it after `milliseconds`
 * @property {() => boolean} isUsable whether the connection has not been lost
 * @property {() => Promise<unknown>} end closes it while no query runs
 * @property {() => unknown} cutOff closes it whatever it does
 */

/**
 * A database behind a few connections. They are opened when they are needed, kept, and replaced
 * when they are lost.
 *
 * @param {(milliseconds: number) => Promise<Connection>} connect
 * @returns {import('./sql.js').Database}
 */
export function createPool(connect) {
  const idle = [];
  const busy = new Set();
  const waiting = [];
  let free = MOST_CONNECTIONS;

  async function takePlace(signal) {
    signal.throwIfAborted();
    if (free > 0) {
      free -= 1;
      return;
    }
    const { promise, resolve, reject } = Promise.withResolvers();
    const giveUp = () => {
      waiting.splice(waiting.indexOf(resolve), 1);
      reject(signal.reason);
    };
    signal.addEventListener('abort', giveUp, { once: true });
    waiting.push(resolve);
    await promise.finally(() => signal.removeEventListener('abort', giveUp));
  }

  function givePlace() {
    const next = waiting.shift();
    if (next) {
      next();
    } else {
      free += 1;
    }
  }

  function takeIdle() {
    let connection = idle.pop();
    while (connection && !connection.isUsable()) {
      connection = idle.pop();
    }
    return connection;
  }

  async function open(milliseconds) {
    try {
      return await connect(milliseconds);
    } catch (error) {
      // Refused on every address of a host, the reason stands in the single errors.
      const reason = error.message || error.errors?.[0]?.message || error.code;
      throw new ConnectError(reason, { cause: error });
    }
  }

  async function run(sql, { signal, until }) {
    const rest = () => Math.max(1, Math.floor(until - performance.now()));
    const connection = takeIdle() ?? (await open(rest()));
    signal.addEventListener('abort', connection.cutOff, { once: true });
    busy.add(connection);
    try {
      signal.throwIfAborted();
      return await connection.query(sql, Math.max(1, rest() - SERVER_MARGIN_MILLISECONDS));
    } catch (error) {
      const isOver = rest() <= SERVER_MARGIN_MILLISECONDS;
      throw isOver || !connection.isUsable()
        ? error
        : new QueryError(error.message, { cause: error });
    } finally {
      signal.removeEventListener('abort', connection.cutOff);
      busy.delete(connection);
      if (connection.isUsable()) {
        idle.push(connection);
      }
    }
  }

  return {
    async query(sql, limits) {
      await takePlace(limits.signal);
      try {
        return await run(sql, limits);
      } finally {
        givePlace();
      }
    },
    async close() {
      for (const connection of busy) {
        connection.cutOff();
      }
      const ended = Promise.allSettled(idle.splice(0).map((connection) => connection.end()));
      const { expired, stop } = startDeadline(CLOSE_SECONDS);
      await Promise.race([ended, expired.catch(() => {})]);
      stop();
    },
  };
}
