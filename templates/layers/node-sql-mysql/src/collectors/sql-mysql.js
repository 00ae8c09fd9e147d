import { isIP, connect as openSocket } from 'node:net';
import mysql from 'mysql2/promise';
import { ConfigError } from '../config-values.js';
import { refuseUnencoded } from '../secret.js';
import { MOST_ROWS, NO_RESULT, QueryError } from './sql-error.js';
import { createPool } from './sql-pool.js';

const DEFAULT_PORT = 3306;
/** What ssl-mode in the URL stands for, in words of the driver. */
const SSL_MODES = {
  DISABLED: undefined,
  PREFERRED: { rejectUnauthorized: false },
  REQUIRED: { rejectUnauthorized: false },
  VERIFY_CA: { rejectUnauthorized: true },
  VERIFY_IDENTITY: { rejectUnauthorized: true, verifyIdentity: true },
};

/**
 * A MySQL or MariaDB database. Sessions are read-only, and queries have a time limit of the server.
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
 * @returns {import('mysql2').ConnectionOptions & { mayBePlain: boolean }}
 */
export function checkDatabase(text) {
  try {
    const url = new URL(text);
    const sslMode = readSslMode(url);
    if (!['mysql:', 'mariadb:'].includes(url.protocol)) {
      throw new Error('another protocol');
    }
    refuseUnencoded(text);
    return {
      host: readHost(url, sslMode),
      port: Number(url.port || DEFAULT_PORT),
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
      database: decodeURIComponent(url.pathname.slice(1)),
      ssl: SSL_MODES[sslMode],
      mayBePlain: sslMode === 'PREFERRED',
    };
  } catch (error) {
    if (error instanceof ConfigError) {
      throw error;
    }
    // Without the URL, which may hold a password.
    throw new ConfigError(
      'The database URL cannot be used: write mysql://user:password@host:3306/database and percent-encode its parts.',
    );
  }
}

function readHost({ hostname }, sslMode) {
  const host = hostname.replace(/^\[(.*)\]$/, '$1') || 'localhost';
  // The driver would take a certificate for "localhost" from any address.
  if (sslMode === 'VERIFY_IDENTITY' && isIP(host)) {
    throw new ConfigError(
      'ssl-mode=VERIFY_IDENTITY needs the name of the host in the database URL, not its address.',
    );
  }
  return host;
}

function readSslMode(url) {
  const mode = url.searchParams.get('ssl-mode') ?? 'PREFERRED';
  if (!Object.hasOwn(SSL_MODES, mode)) {
    const modes = Object.keys(SSL_MODES).join(', ');
    throw new ConfigError(`The ssl-mode of the database URL is unknown: write one of ${modes}.`);
  }
  return mode;
}

async function connect({ mayBePlain, ...settings }, milliseconds) {
  const until = performance.now() + milliseconds;
  try {
    return await openSession(settings, milliseconds);
  } catch (error) {
    if (!mayBePlain || error.code !== 'HANDSHAKE_NO_SSL_SUPPORT') {
      throw error;
    }
    return openSession({ ...settings, ssl: undefined }, Math.max(1, until - performance.now()));
  }
}

async function openSession(settings, milliseconds) {
  const socket = openSocket({ host: settings.host, port: settings.port, keepAlive: true });
  // What the driver calls destroy() waits for the server to close its side.
  const cutOff = () => socket.destroy();
  const limit = setTimeout(() => {
    socket.destroy(new Error('the server did not answer in time'));
  }, milliseconds);
  try {
    const connection = await mysql.createConnection({
      ...settings,
      stream: socket,
      // The limit above holds until the session is ready, not only until the login.
      connectTimeout: 0,
      // Every value as the text the server writes, so that nothing is rounded.
      typeCast: (field) => field.string(),
    });
    // A connection that is lost while nobody uses it must not end the program.
    connection.on('error', cutOff);
    return await prepareSession(connection, socket, cutOff);
  } catch (error) {
    cutOff();
    throw error;
  } finally {
    clearTimeout(limit);
  }
}

async function prepareSession(connection, socket, cutOff) {
  const run = async (sql) => (await connection.query(sql))[0];
  const [{ version }] = await run('SELECT VERSION() AS version');
  await run('SET SESSION TRANSACTION READ ONLY');
  // What is over is an error and need not come; a LIMIT of the query counts more.
  await run(`SET SESSION sql_select_limit = ${MOST_ROWS + 1}`);
  return {
    async query(sql, limit) {
      try {
        await run(`SET SESSION ${timeLimit(version, limit)}`);
        const rows = await run(sql);
        if (!Array.isArray(rows)) {
          // What it did to the session, such as to begin a transaction, goes with the connection.
          cutOff();
          throw new QueryError(NO_RESULT);
        }
        return rows;
      } catch (error) {
        if (error.fatal) {
          cutOff();
        }
        throw error;
      }
    },
    isUsable: () => !socket.destroyed,
    end: () => connection.end(),
    cutOff,
  };
}

/** The two have different names and units for it. */
function timeLimit(version, milliseconds) {
  return version.includes('MariaDB')
    ? `max_statement_time = ${milliseconds / 1000}`
    : `max_execution_time = ${milliseconds}`;
}
