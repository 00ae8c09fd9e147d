import { startDeadline } from '../deadline.js';
import { createClient, createSharedClient } from './mongodb-client.js';
import { addDatabaseFamilies, addServerFamilies, SUMMABLE } from './mongodb-families.js';

/** Large parts of serverStatus that nothing is made of. */
const WITHOUT = { locks: 0, repl: 0, tcmalloc: 0, wiredTiger: 0 };
/** Unauthorized, CommandNotFound, CommandNotSupported, NotImplemented. */
const REFUSALS = [13, 59, 115, 238];
const DEFAULT_SECONDS = 10;
/** A server that has stalled shows in this time, well before a scrape ends. */
const LONGEST_PING_SECONDS = 2;

/**
 * Reads the state of a MongoDB server: serverStatus, and dbStats of every database. A section or a
 * command that the server or the account does not have costs the metrics made of it and no others.
 *
 * @param {object} options
 * @param {() => string} options.uri
 * @returns {import('../scrape.js').Collector}
 */
export function createMongodbCollector({ uri }) {
  const shared = createSharedClient(uri);
  return {
    name: 'mongodb',
    summable: SUMMABLE,
    async collect({ registry, signal, seconds = DEFAULT_SECONDS }) {
      const until = performance.now() + seconds * 1000;
      const { status, databases } = await shared.run(async (client) => {
        // Each command has what is left of the time, here and at the server.
        const run = (database, command, stop = signal) => {
          const timeoutMS = Math.max(1, Math.floor(until - performance.now()));
          const limited = { ...command, maxTimeMS: timeoutMS };
          return client.db(database).command(limited, { signal: stop, timeoutMS });
        };
        await ping(run, signal);
        return {
          status: await run('admin', { serverStatus: 1, ...WITHOUT }),
          databases: await readDatabases(run),
        };
      });
      addServerFamilies(registry, status);
      addDatabaseFamilies(registry, databases);
    },
    close: () => shared.close(),
  };
}

/**
 * Refuses a URI that no client can be made of.
 *
 * @param {string} uri
 */
export function checkMongodbUri(uri) {
  createClient(uri).close();
}

async function ping(run, signal) {
  const limit = startDeadline(LONGEST_PING_SECONDS);
  try {
    await run('admin', { ping: 1 }, AbortSignal.any([signal, limit.signal]));
  } finally {
    limit.stop();
  }
}

async function readDatabases(run) {
  try {
    const { databases } = await run('admin', { listDatabases: 1, nameOnly: true });
    const stats = new Map();
    for (const { name } of databases) {
      stats.set(name, await run(name, { dbStats: 1 }));
    }
    return stats;
  } catch (error) {
    if (REFUSALS.includes(error.code)) {
      return new Map();
    }
    throw error;
  }
}
