import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Registry } from '@prometheus-io/client';
import { createSqlCollector } from '../src/collectors/sql.js';
import { temporaryDirectory } from '../testing/certificates.js';
import { series } from '../testing/start-app.js';

const ENDLESS =
  'WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT COUNT(*) AS value FROM n';

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

test('a value that is no number, a missing label column and rows alike are errors', async (t) => {
  const queries = [query("SELECT 'many' AS value")];
  const { collect } = startCollector(t, { file: EMPTY, queries });
  await assert.rejects(collect(), /test_value: the column value holds many/);
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
