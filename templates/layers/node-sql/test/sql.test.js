import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { Registry } from {{client}};
import { createSqlCollector{{#if hasSample}}, QUERIES{{/if}} } from '../src/collectors/sql.js';
import { temporaryDirectory } from '../testing/certificates.js';
import { series } from '../testing/start-app.js';

const ENDLESS =
  'WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT COUNT(*) AS value FROM n';

/** Takes long enough for a signal to arrive meanwhile. */
const LONG = `${ENDLESS.replace('FROM n)', 'FROM n WHERE x < 2000000)')}`;

/** The name of an empty database. */
const EMPTY = ':memory:';

function query(sql, options) {
  return { type: 'gauge', name: 'test_value', help: 'A test.', labelNames: [], sql, ...options };
}

function startCollector(t, options) {
  const collector = createSqlCollector(options);
  t.after(() => collector.close());
  return {
    async collect(signal = AbortSignal.timeout(8000)) {
      const registry = new Registry();
      await collector.collect({ registry, signal });
      return registry.metrics();
    },
  };
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

{{#if hasSample}}
test('every query finds something in the sample data', async (t) => {
  const { collect } = startCollector(t, {});
  const text = await collect();
  for (const { name, type } of QUERIES) {
    assert.ok(text.includes(`# TYPE ${name} ${type}\n`), name);
  }
});

{{/if}}
test('columns become labels, NULL the empty label, and no value no family', async (t) => {
  const { collect } = startCollector(t, {
    file: EMPTY,
    queries: [
      query("SELECT 2 AS value, 'a' AS x UNION SELECT 3, NULL ORDER BY 1", { labelNames: ['x'] }),
      query('SELECT 1 AS value WHERE 0', { name: 'test_empty' }),
      query('SELECT SUM(1) AS value WHERE 0', { name: 'test_null' }),
      query('SELECT 7 AS value', { name: 'test_events_total', type: 'counter' }),
    ],
  });
  const text = await collect();
  assert.deepEqual(series(text, 'test_'), [
    'test_value{x="a"} 2',
    'test_value{x=""} 3',
    'test_events_total 7',
  ]);
  assert.doesNotMatch(text, /test_empty|test_null/);
});

test('a text that is a number is one, and whole numbers as labels have no decimals', async (t) => {
  const { collect } = startCollector(t, {
    file: EMPTY,
    queries: [
      query("SELECT '12' AS value, 1.0 AS x UNION ALL SELECT '-1.5e3', 2.5", { labelNames: ['x'] }),
      query('SELECT id AS value, id FROM (SELECT 9007199254740993 AS id)', {
        name: 'test_large',
        labelNames: ['id'],
      }),
    ],
  });
  assert.deepEqual(series(await collect(), 'test_'), [
    'test_value{x="1"} 12',
    'test_value{x="2.5"} -1500',
    'test_large{id="9007199254740993"} 9007199254740992',
  ]);
});

test('a value that is no number, a missing label column and rows alike are errors', async (t) => {
  const queries = [query("SELECT 'many' AS value")];
  const { collect } = startCollector(t, { file: EMPTY, queries });
  await assert.rejects(collect(), /test_value: the column value holds many/);
  for (const text of ["''", "' '", "'0x10'", "'nan'", "'1_0'", "x'31'"]) {
    queries[0] = query(`SELECT ${text} AS value`);
    await assert.rejects(collect(), /test_value: the column value holds .*, not a number/, text);
  }
  queries[0] = query('SELECT 1 AS value', { labelNames: ['x'] });
  await assert.rejects(collect(), /no column for the label x/);
  queries[0] = query('SELECT 1 AS value UNION SELECT 2');
  await assert.rejects(collect(), /more than one row for the labels/);
});

test('a query without an end is given up, and the next one works', async (t) => {
  const queries = [query(ENDLESS)];
  const { collect } = startCollector(t, { file: EMPTY, queries });
  await assert.rejects(collect(AbortSignal.timeout(300)), /timeout/);
  queries[0] = query('SELECT 1 AS value');
  assert.deepEqual(series(await collect(), 'test_'), ['test_value 1']);
});

test('a query that is given up takes no query of another scrape with it', async (t) => {
  const processes = watchProcesses(t);
  const queries = [query(ENDLESS)];
  const { collect } = startCollector(t, { file: EMPTY, queries });
  const endless = collect(AbortSignal.timeout(300));
  queries[0] = query('SELECT 1 AS value');
  const hurried = collect(AbortSignal.timeout(100));
  const patient = collect();
  await assert.rejects(hurried, /timeout/);
  await assert.rejects(endless, /timeout/);
  assert.deepEqual(series(await patient, 'test_'), ['test_value 1']);
  assert.equal(processes.length, 2);
});

test('the queries of a scrape that is given up are not started any more', async (t) => {
  const processes = watchProcesses(t);
  const queries = Array.from({ length: 20 }, () => query(ENDLESS));
  const { collect } = startCollector(t, { file: EMPTY, queries });
  await assert.rejects(collect(AbortSignal.timeout(300)), /timeout/);
  assert.equal(processes.length, 1);
  await assert.rejects(collect(AbortSignal.abort(new Error('too late'))), /too late/);
  assert.equal(processes.length, 1);
});

test('a signal to the process group does not end the running query', async (t) => {
  const processes = watchProcesses(t);
  const queries = [query('SELECT 1 AS value')];
  const { collect } = startCollector(t, { file: EMPTY, queries });
  await collect();
  queries[0] = query(LONG);
  const running = collect();
  processes[0].kill('SIGTERM');
  processes[0].kill('SIGINT');
  assert.deepEqual(series(await running, 'test_'), ['test_value 2000000']);
  assert.equal(processes.length, 1);
});

test('a database process that ends says how, and is replaced', async (t) => {
  const processes = watchProcesses(t);
  const queries = [query(ENDLESS)];
  const { collect } = startCollector(t, { file: EMPTY, queries });
  const running = collect();
  await new Promise((resolve) => setImmediate(resolve));
  processes[0].kill('SIGKILL');
  await assert.rejects(running, /the database process ended: SIGKILL/);
  queries[0] = query('SELECT 1 AS value');
  assert.deepEqual(series(await collect(), 'test_'), ['test_value 1']);
});

test('a file that takes the place of the database is read', async (t) => {
  const directory = temporaryDirectory(t);
  const [file, other] = ['data.db', 'new.db'].map((name) => join(directory, name));
  writeDatabase(file, 1);
  const queries = [query('SELECT value FROM t')];
  const { collect } = startCollector(t, { file, queries });
  assert.deepEqual(series(await collect(), 'test_'), ['test_value 1']);
  writeDatabase(other, 2);
  renameSync(other, file);
  assert.deepEqual(series(await collect(), 'test_'), ['test_value 2']);
  rmSync(file);
  await assert.rejects(collect(), /unable to open database file/);
});

test('a database file is read-only, and used as soon as it is there', async (t) => {
  const file = join(temporaryDirectory(t), 'data.db');
  const queries = [query('SELECT 1 AS value')];
  const { collect } = startCollector(t, { file, queries });
  await assert.rejects(collect(), /unable to open database file/);
  // An empty file is an empty database.
  writeFileSync(file, '');
  assert.deepEqual(series(await collect(), 'test_'), ['test_value 1']);
  queries[0] = query('CREATE TABLE t (x)');
  await assert.rejects(collect(), /readonly database/);
});
