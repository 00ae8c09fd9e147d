import mysql from 'mysql2/promise';
import { ConfigError } from '../config-values.js';
import { createPool } from './sql-pool.js';

const DEFAULT_PORT = 3306;
/** What ssl-mode in the URL stands for, in words of the driver. */
const SSL_MODES = {
  DISABLED: undefined,
  REQUIRED: { rejectUnauthorized: false },
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
 * @returns {import('mysql2').ConnectionOptions}
 */
export function checkDatabase(text) {
  try {
    const url = new URL(text);
    const sslMode = url.searchParams.get('ssl-mode') ?? 'DISABLED';
    if (!['mysql:', 'mariadb:'].includes(url.protocol) || !Object.hasOwn(SSL_MODES, sslMode)) {
      throw new Error('another protocol or mode');
    }
    return {
      host: url.hostname.replace(/^\[(.*)\]$/, '$1') || 'localhost',
      port: Number(url.port || DEFAULT_PORT),
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
      database: decodeURIComponent(url.pathname.slice(1)),
      ssl: SSL_MODES[sslMode],
    };
  } catch {
    // Without the URL, which may hold a password.
    throw new ConfigError(
      'The database URL cannot be used: write mysql://user:password@host:3306/database and percent-encode its parts.',
    );
  }
}

async function connect(settings, milliseconds) {
  const connection = await mysql.createConnection({
    ...settings,
    connectTimeout: milliseconds,
    // Every value as the text the server writes, so that nothing is rounded.
    typeCast: (field) => field.string(),
  });
  let isUsable = true;
  const cutOff = () => {
    isUsable = false;
    connection.destroy();
  };
  // A connection that is lost while nobody uses it must not end the program.
  connection.on('error', cutOff);
  const run = async (sql) => (await connection.query(sql))[0];
  let version;
  try {
    [{ version }] = await run('SELECT VERSION() AS version');
    await run('SET SESSION TRANSACTION READ ONLY');
  } catch (error) {
    cutOff();
    throw error;
  }
  return {
    async query(sql, limit) {
      try {
        await run(`SET SESSION ${timeLimit(version, limit)}`);
        return await run(sql);
      } catch (error) {
        isUsable &&= !error.fatal;
        throw error;
      }
    },
    isUsable: () => isUsable,
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
