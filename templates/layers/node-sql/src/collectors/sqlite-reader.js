import { fork } from 'node:child_process';

const PROGRAM = new URL('./sqlite-process.js', import.meta.url);

/**
 * Runs queries in a process of their own. `node:sqlite` is synchronous and cannot be interrupted:
 * here a slow query would stop every request, and in a thread it could not be given up. The process
 * starts with the first query, keeps its connection, and is replaced after a query that took too
 * long.
 *
{{#if hasSample}}
 * @param {string} [file] database to open read-only; sample data when left out
{{else}}
 * @param {string} file database to open read-only
{{/if}}
 */
export function createSqliteReader(file) {
  let child;
  let nextId = 1;
  const waiting = new Map();

  function settle({ id, rows, error }) {
    const query = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) {
      query?.resolve(rows);
    } else {
      query?.reject(new Error(error));
    }
  }

  function stop(reason) {
    child?.kill('SIGKILL');
    child = undefined;
    for (const { reject } of waiting.values()) {
      reject(reason);
    }
    waiting.clear();
  }

  function start() {
    const started = fork(PROGRAM, {{#if hasSample}}file ? [file] : []{{else}}[file]{{/if}}, {
      // node:sqlite works without a flag but still announces itself as experimental.
      execArgv: ['--disable-warning=ExperimentalWarning'],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const ended = () => {
      if (child === started) {
        stop(new Error('the database process ended'));
      }
    };
    started.on('message', settle);
    started.on('error', ended);
    started.on('exit', ended);
    return started;
  }

  return {
    /**
     * @param {string} sql
     * @param {AbortSignal} signal gives the query up
     * @returns {Promise<Record<string, unknown>[]>}
     */
    query(sql, signal) {
      child ??= start();
      const id = nextId++;
      return new Promise((resolve, reject) => {
        const giveUp = () => stop(signal.reason);
        const finish = (settleQuery) => (outcome) => {
          signal.removeEventListener('abort', giveUp);
          settleQuery(outcome);
        };
        waiting.set(id, { resolve: finish(resolve), reject: finish(reject) });
        signal.addEventListener('abort', giveUp, { once: true });
        child.send({ id, sql });
      });
    },

    /** Closes the connection by ending its process. */
    close: () => stop(new Error('the database is closed')),
  };
}
