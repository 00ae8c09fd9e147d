import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { Registry } from '@prometheus-io/client';
import { createSqlCollector } from '../src/collectors/sql.js';
import { ConnectError, MOST_ROWS, NO_RESULT, QueryError } from '../src/collectors/sql-error.js';
import { checkDatabase, createDatabase } from '../src/collectors/sql-sqlite.js';
import { temporaryDirectory } from '../testing/certificates.js';
import { fake, gauge } from '../testing/fake-collectors.js';
import { series, startApp } from '../testing/start-app.js';
import { successes } from '../testing/successes.js';

const ENDLESS =
  'WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT COUNT(*) AS value FROM n';

/** Takes long enough for a signal to arrive meanwhile. */
const LONG = `${ENDLESS.replace('FROM n)', 'FROM n WHERE x < 2000000)')}`;

/** The name of an empty database. */
const EMPTY = ':memory:';

function openDatabase(t, file) {
  const database = createDatabase(file);
  t.after(() => database.close());
  return database;
}

function startDatabase(t, file = EMPTY) {
  const database = openDatabase(t, file);
  return (sql, signal = AbortSignal.timeout(8000)) => database.query(sql, { signal });
}

/** The processes that are started for the database. */
function watchProcesses(t) {
  const processes = [];
  const listener = (message) => processes.push(message.process);
  subscribe('child_process', listener);
  t.after(() => unsubscribe('child_process', listener));
  return processes;
}

function writeDatabase(file, value) {
  const database = new DatabaseSync(file);
  database.exec(`CREATE TABLE t AS SELECT ${value} AS value`);
  database.close();
}

test('large numbers, texts and NULL arrive', async (t) => {
  const query = startDatabase(t);
  assert.deepEqual(await query("SELECT 9007199254740993 AS a, 0.5 AS b, 'x' AS c, NULL AS d"), [
    { a: 9007199254740993n, b: 0.5, c: 'x', d: null },
  ]);
});

test('a text that is a number is one, and whole numbers as labels have no decimals', async (t) => {
  const query = { type: 'gauge', help: 'A test.' };
  const queries = [
    {
      ...query,
      name: 'test_value',
      labelNames: ['x'],
      sql: "SELECT '12' AS value, 1.0 AS x UNION ALL SELECT '-1.5e3', 2.5",
    },
    {
      ...query,
      name: 'test_large',
      labelNames: ['id'],
      sql: 'SELECT id AS value, id FROM (SELECT 9007199254740993 AS id)',
    },
  ];
  const collector = createSqlCollector({ database: openDatabase(t, EMPTY), queries });
  const registry = new Registry();
  await collector.collect({ registry, signal: AbortSignal.timeout(8000) });
  assert.deepEqual(series(await registry.metrics(), 'test_'), [
    'test_value{x="1"} 12',
    'test_value{x="2.5"} -1500',
    'test_large{id="9007199254740993"} 9007199254740992',
  ]);
});

test('a query gives no more rows than are wanted, and the next one works', async (t) => {
  const query = startDatabase(t);
  const rows = await query(ENDLESS.replace('COUNT(*)', 'x'));
  assert.equal(rows.length, MOST_ROWS + 1);
  assert.deepEqual(await query('SELECT 1 AS value'), [{ value: 1n }]);
});

test('a query without an end is given up, and the next one works', async (t) => {
  const query = startDatabase(t);
  await assert.rejects(query(ENDLESS, AbortSignal.timeout(300)), /timeout/);
  assert.deepEqual(await query('SELECT 1 AS value'), [{ value: 1n }]);
});

test('a query that is given up takes no query of another scrape with it', async (t) => {
  const processes = watchProcesses(t);
  const query = startDatabase(t);
  const endless = query(ENDLESS, AbortSignal.timeout(300));
  const hurried = query('SELECT 1 AS value', AbortSignal.timeout(100));
  const patient = query('SELECT 1 AS value');
  await assert.rejects(hurried, /timeout/);
  await assert.rejects(endless, /timeout/);
  assert.deepEqual(await patient, [{ value: 1n }]);
  assert.equal(processes.length, 2);
});

test('the queries of a scrape that is given up are not started any more', async (t) => {
  const processes = watchProcesses(t);
  const query = startDatabase(t);
  const signal = AbortSignal.timeout(300);
  const answers = Array.from({ length: 20 }, () => query(ENDLESS, signal));
  await Promise.all(answers.map((answer) => assert.rejects(answer, /timeout/)));
  assert.equal(processes.length, 1);
  await assert.rejects(query(ENDLESS, AbortSignal.abort(new Error('too late'))), /too late/);
  assert.equal(processes.length, 1);
});

test('a signal to the process group does not end the running query', async (t) => {
  const processes = watchProcesses(t);
  const query = startDatabase(t);
  await query('SELECT 1 AS value');
  const running = query(LONG);
  processes[0].kill('SIGTERM');
  processes[0].kill('SIGINT');
  assert.deepEqual(await running, [{ value: 2000000n }]);
  assert.equal(processes.length, 1);
});

test('a database process that ends says how, and is replaced', async (t) => {
  const processes = watchProcesses(t);
  const query = startDatabase(t);
  const running = query(ENDLESS);
  await new Promise((resolve) => setImmediate(resolve));
  processes[0].kill('SIGKILL');
  await assert.rejects(running, /the database process ended: SIGKILL/);
  assert.deepEqual(await query('SELECT 1 AS value'), [{ value: 1n }]);
});

test('a wrong query is told from a database that cannot be read', async (t) => {
  const isOfQuery = (error) => error instanceof QueryError;
  const query = startDatabase(t);
  for (const sql of [
    'SELECT value FROM missing',
    "SELECT 'a' AS value ORDER BY 1 COLLATE unknown",
    'SELECT zeroblob(2000000000) AS value',
    'SELECT 1 AS value; SELECT 2 AS value',
    "SELECT 1 AS value LIMIT 'a'",
  ]) {
    await assert.rejects(query(sql), isOfQuery, sql);
  }
  for (const sql of ['CREATE TABLE t (x)', 'BEGIN', '', '-- no statement', '/* no statement']) {
    await assert.rejects(query(sql), new QueryError(NO_RESULT), sql);
  }
  for (const end of ['; -- the end', '; /* the end', ' /* the */; /* end */']) {
    assert.deepEqual(await query(`SELECT 1 AS value${end}`), [{ value: 1n }]);
  }
  const file = join(temporaryDirectory(t), 'data.db');
  const queryFile = startDatabase(t, file);
  await assert.rejects(queryFile('SELECT 1 AS value'), (error) => !isOfQuery(error));
  writeFileSync(file, 'This is a text and no database. '.repeat(100));
  await assert.rejects(queryFile('SELECT value FROM t'), (error) => !isOfQuery(error));
});

test('a file that takes the place of the database is read', async (t) => {
  const directory = temporaryDirectory(t);
  const [file, other] = ['data.db', 'new.db'].map((name) => join(directory, name));
  writeDatabase(file, 1);
  const query = startDatabase(t, file);
  const value = async () => (await query('SELECT value FROM t'))[0].value;
  assert.equal(await value(), 1n);
  writeDatabase(other, 2);
  renameSync(other, file);
  assert.equal(await value(), 2n);
  rmSync(file);
  await assert.rejects(value(), { message: `${file}: no such file or directory` });
});

test('a database that is locked costs its own metrics, and only for as long as it is', async (t) => {
  const file = join(temporaryDirectory(t), 'data.db');
  writeDatabase(file, 1);
  const writer = new DatabaseSync(file);
  t.after(() => writer.close());
  writer.exec('BEGIN EXCLUSIVE');
  const sql = 'SELECT value FROM t';
  const queries = [{ type: 'gauge', name: 'test_value', help: 'A test.', labelNames: [], sql }];
  const collectors = [
    createSqlCollector({ database: openDatabase(t, file), queries }),
    fake('other', ({ registry }) => gauge(registry, 'test_other', 1)),
  ];
  const { get } = await startApp(t, { collectors });
  const headers = { 'x-prometheus-scrape-timeout-seconds': '1' };
  const started = performance.now();
  const { text } = await get('/metrics', { headers });
  // Less than the time a query waits for a writer.
  assert.ok(performance.now() - started < 1800);
  assert.deepEqual(successes(text), { sql: 0, other: 1 });
  assert.deepEqual(series(text, 'test_'), ['test_other 1']);
  writer.exec('ROLLBACK');
  const { text: later } = await get('/metrics');
  assert.deepEqual(series(later, 'test_'), ['test_value 1', 'test_other 1']);
});

test('a database in WAL mode that cannot be opened says why', async (t) => {
  const file = join(temporaryDirectory(t), 'data.db');
  writeDatabase(file, 1);
  const writer = new DatabaseSync(file);
  writer.exec('PRAGMA journal_mode = WAL');
  writer.close();
  // Refused to everybody, where a directory that is read-only would not keep root from writing.
  symlinkSync('nowhere', `${file}-shm`);
  const query = startDatabase(t, file);
  await assert.rejects(query('SELECT value FROM t'), /WAL mode.*journal_mode = DELETE/);
  rmSync(`${file}-shm`);
  assert.deepEqual(await query('SELECT value FROM t'), [{ value: 1n }]);
  await assert.rejects(query('DELETE FROM t RETURNING value'), /readonly database/);
});

test('a file is used as soon as it is there', async (t) => {
  const directory = temporaryDirectory(t);
  const file = join(directory, 'data.db');
  const query = startDatabase(t, file);
  assert.throws(() => checkDatabase(file), /^ConfigError: .* does not exist: check /);
  assert.throws(() => checkDatabase(directory), /^ConfigError: .* is a directory: check /);
  await assert.rejects(query('SELECT 1 AS value'), {
    constructor: ConnectError,
    message: `${file}: no such file or directory`,
  });
  // An empty file is an empty database.
  writeFileSync(file, '');
  checkDatabase(file);
  assert.deepEqual(await query('SELECT 1 AS value'), [{ value: 1n }]);
});

test('what is no database is named', async (t) => {
  const directory = temporaryDirectory(t);
  const file = join(directory, 'data.db');
  writeFileSync(file, 'This is not a database, but a text.');
  await assert.rejects(startDatabase(t, file)('SELECT * FROM t'), {
    message: `${file}: file is not a database`,
  });
  await assert.rejects(startDatabase(t, directory)('SELECT 1'), (error) =>
    error.message.startsWith(`${directory}: `),
  );
});
