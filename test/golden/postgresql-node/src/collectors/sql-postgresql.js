import { userInfo } from 'node:os';
import pg from 'pg';
import { NAME } from '../build-info.js';
import { ConfigError } from '../config-values.js';
import { refuseUnencoded } from '../secret.js';
import { MOST_ROWS, NO_RESULT } from './sql-error.js';
import { createPool } from './sql-pool.js';

/**
 * Every value as the text PostgreSQL writes, so that nothing is rounded; only booleans are read.
 */
const TYPES = {
  getTypeParser: (oid) => (text) => (oid === pg.types.builtins.BOOL ? text === 't' : text),
};

/** What PostgreSQL documents, but for `allow`, which the driver does not know. */
const SSL_MODES = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full'];

/** What the driver says when the server has no TLS; the error has no code. */
const NO_TLS = 'The server does not support SSL connections';

/**
 * A PostgreSQL database. Queries run in read-only transactions with a time limit of the server.
 *
 * @param {() => string} readUrl asked again for every connection
 * @returns {import('./sql.js').Database}
 */
export function createDatabase(readUrl) {
  return createPool((milliseconds) => connect(checkDatabase(readUrl()), milliseconds));
}

/**
 * Refuses a URL that no connection can be made with.
 *
 * @param {string} text
 * @returns {URL} the URL for the driver
 */
export function checkDatabase(text) {
  const url = parse(text);
  // The driver's own reading of sslmode differs from what PostgreSQL documents.
  url.searchParams.set('uselibpqcompat', 'true');
  if (!url.searchParams.has('sslmode')) {
    url.searchParams.set('sslmode', 'prefer');
  }
  if (!SSL_MODES.includes(url.searchParams.get('sslmode'))) {
    throw new ConfigError(
      `The sslmode of the database URL is unknown: write one of ${SSL_MODES.join(', ')}.`,
    );
  }
  nameUser(url);
  return url;
}

/** As PostgreSQL documents; the driver knows no user where the variable USER is not set. */
function nameUser(url) {
  if (url.username || url.searchParams.has('user') || process.env.PGUSER) {
    return;
  }
  try {
    // As a parameter: a URL without a host, as for a socket, can have no user before it.
    url.searchParams.set('user', userInfo().username);
  } catch {
    // The system has no name for the user: the server says that there is none.
  }
}

function parse(text) {
  try {
    const url = new URL(text);
    decodeURIComponent(text);
    if (!['postgresql:', 'postgres:'].includes(url.protocol)) {
      throw new Error('another protocol');
    }
    refuseUnencoded(text);
    return url;
  } catch {
    // Without the URL, which may hold a password.
    throw new ConfigError(
      'The database URL cannot be used: write postgresql://user:password@host:5432/database and percent-encode its parts.',
    );
  }
}

async function connect(url, milliseconds) {
  const until = performance.now() + milliseconds;
  try {
    return await openSession(url, milliseconds);
  } catch (error) {
    if (url.searchParams.get('sslmode') !== 'prefer' || error.message !== NO_TLS) {
      throw error;
    }
    url.searchParams.set('sslmode', 'disable');
    return openSession(url, Math.max(1, until - performance.now()));
  }
}

async function openSession(url, milliseconds) {
  const client = new pg.Client({
    connectionString: url.href,
    connectionTimeoutMillis: milliseconds,
    fallback_application_name: NAME,
    types: TYPES,
  });
  let isUsable = true;
  const lose = () => {
    isUsable = false;
  };
  // A connection that is lost while nobody uses it must not end the program.
  client.on('error', lose);
  client.on('end', lose);
  const cutOff = () => {
    lose();
    // While a query runs the driver closes the socket at once.
    client.end().catch(() => {});
  };
  await client.connect();
  return {
    async query(sql, limit) {
      await client.query(`BEGIN READ ONLY; SET LOCAL statement_timeout = ${limit}`);
      try {
        return await readRows(client, sql, cutOff);
      } finally {
        await client.query('COMMIT').catch(lose);
      }
    },
    isUsable: () => isUsable,
    end: () => client.end(),
    cutOff,
  };
}

/**
 * One by one, so that a query with too many of them can be cut off: the driver would keep them all.
 */
function readRows(client, sql, cutOff) {
  const { promise, resolve, reject } = Promise.withResolvers();
  const rows = [];
  // The extended protocol takes one statement only.
  const query = client.query(new pg.Query({ text: sql, queryMode: 'extended' }));
  query.on('row', (row) => {
    if (rows.push(row) > MOST_ROWS) {
      // Some more may be on their way.
      query.removeAllListeners('row');
      cutOff();
      resolve(rows);
    }
  });
  query.on('end', ({ fields }) => {
    if (fields.length === 0) {
      reject(new Error(NO_RESULT));
    } else {
      resolve(rows);
    }
  });
  query.on('error', reject);
  return promise;
}
