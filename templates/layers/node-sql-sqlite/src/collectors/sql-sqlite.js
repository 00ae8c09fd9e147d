import { fork } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
{{#if showsSample}}
import { fileURLToPath } from 'node:url';
{{/if}}
import { ConfigError } from '../config-values.js';
import { ConnectError, QueryError } from './sql-error.js';

const PROGRAM = new URL('./sql-sqlite-process.js', import.meta.url);
{{#if showsSample}}
const SAMPLE = fileURLToPath(new URL('../../database/sample.sql', import.meta.url));
{{/if}}
/** What the process says is wrong. */
const ERRORS = { query: QueryError, connect: ConnectError, database: Error };

/**
 * An SQLite database. Queries run in a process of their own, one after the other. `node:sqlite` is
 * synchronous and cannot be interrupted: here a slow query would stop every request, and in a
 * thread it could not be given up. The process starts with the first query, keeps its connection,
 * and is replaced after a query that took too long.
 *
{{#if showsSample}}
 * @param {object} options
 * @param {string} [options.file] opened read-only
 * @param {boolean} [options.sample] read the sample data of this project instead
 * @param {import('../logger.js').Logger} options.logger
{{else}}
 * @param {string} file opened read-only
{{/if}}
 * @returns {import('./sql.js').Database}
 */
{{#if showsSample}}
export function createDatabase({ file, sample, logger }) {
  requireChoice({ file, sample });
  if (sample) {
    logger.warn('sample data is shown: --database.file reads a real database');
  }
{{else}}
export function createDatabase(file) {
  requireFile(file);
{{/if}}
  let child;
  let running;
  let waiting = [];

  function next() {
    do {
      running = waiting.shift();
    } while (running?.signal.aborted);
    if (running) {
      child ??= start();
      child.send(running.sql);
    }
  }

  function settle({ rows, error, kind }) {
    const { resolve, reject } = running;
    next();
    if (error === undefined) {
      resolve(rows);
    } else {
      reject(new ERRORS[kind](error));
    }
  }

  function stop() {
    const stopped = child;
    child = undefined;
    stopped?.kill('SIGKILL');
  }

  function start() {
    const started = fork(PROGRAM, {{#if showsSample}}file ? [file] : [':memory:', SAMPLE]{{else}}[file]{{/if}}, {
      // node:sqlite works without a flag but still announces itself as experimental.
      execArgv: ['--disable-warning=ExperimentalWarning'],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const whileInUse = (handle) => (event) => child === started && handle(event);
    const ended = (reason) => {
      child = undefined;
      if (running) {
        settle({ error: `the database process ended: ${reason}`, kind: 'database' });
      }
    };
    started.on('message', whileInUse(settle));
    started.on(
      'error',
      whileInUse(({ message }) => ended(message)),
    );
    // It does not hear the signals that end this process, and a query may have no end.
    const kill = () => started.kill('SIGKILL');
    process.once('exit', kill);
    started.on('exit', (code, signal) => {
      process.off('exit', kill);
      if (child === started) {
        ended(signal ?? `exit code ${code}`);
      }
    });
    return started;
  }

  /** Only this query: those of other scrapes go on, if need be in a new process. */
  function giveUp(query, reason) {
    if (query === running) {
      stop();
      next();
    } else {
      waiting = waiting.filter((other) => other !== query);
    }
    query.reject(reason);
  }

  return {
    async query(sql, { signal }) {
      signal.throwIfAborted();
      const { promise, resolve, reject } = Promise.withResolvers();
      const query = { sql, signal, resolve, reject };
      const abort = () => giveUp(query, signal.reason);
      signal.addEventListener('abort', abort, { once: true });
      waiting.push(query);
      if (!running) {
        next();
      }
      return promise.finally(() => signal.removeEventListener('abort', abort));
    },

    /** Closes the connection by ending its process. */
    close() {
      stop();
      const queries = [running, ...waiting];
      running = undefined;
      waiting = [];
      for (const query of queries) {
        query?.reject(new Error('the database is closed'));
      }
    },
  };
}

/**
 * Refuses a file that is not there. Only a check: a file that comes later is used.
 *
{{#if showsSample}}
 * @param {object} options
 * @param {string} [options.file]
 * @param {boolean} [options.sample]
 */
export function checkDatabase({ file, sample }) {
  requireChoice({ file, sample });
  if (file && !existsSync(file)) {
{{else}}
 * @param {string} file
 */
export function checkDatabase(file) {
  requireFile(file);
  if (!existsSync(file)) {
{{/if}}
    throw new ConfigError(`The database file ${file} does not exist: check --database.file.`);
  }
{{#if showsSample}}
  if (file && statSync(file).isDirectory()) {
{{else}}
  if (statSync(file).isDirectory()) {
{{/if}}
    throw new ConfigError(`The database file ${file} is a directory: check --database.file.`);
  }
}

{{#if showsSample}}
/** Invented values are shown to nobody who has not asked for them. */
function requireChoice({ file, sample }) {
  if (file && sample) {
    throw new ConfigError(
      '--database.file and --database.sample are both set: leave one of them out, also as a variable.',
    );
  }
  if (!file && !sample) {
    throw new ConfigError(
      '--database.file is missing: name the database to read, ask for sample data with --database.sample, or turn the collector off with --no-collector.sql.',
    );
  }
  if (sample && !existsSync(SAMPLE)) {
    throw new ConfigError(
      `The sample data ${SAMPLE} does not exist: name a database with --database.file.`,
    );
  }
}
{{else}}
function requireFile(file) {
  if (!file) {
    throw new ConfigError(
      '--database.file is missing: name the database to read, or turn the collector off with --no-collector.sql.',
    );
  }
}
{{/if}}
