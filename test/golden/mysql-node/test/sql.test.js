import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Registry } from '@prometheus-io/client';
import { createSqlCollector } from '../src/collectors/sql.js';
import { ConnectError, MOST_ROWS, QueryError } from '../src/collectors/sql-error.js';
import { maskSecrets } from '../src/logger.js';
import { series, startApp } from '../testing/start-app.js';
import { successes } from '../testing/successes.js';

function query(name, options) {
  return { type: 'gauge', name, help: 'A test.', labelNames: [], sql: name, ...options };
}

/** Answers every query with the rows of its name. */
function startCollector(answers, queries) {
  const asked = [];
  const database = {
    async query(sql, limits) {
      asked.push(limits);
      return typeof answers[sql] === 'function' ? answers[sql](limits) : answers[sql];
    },
    close() {},
  };
  const collector = createSqlCollector({ database, queries });
  return {
    asked,
    collector,
    async collect(seconds = 5) {
      const registry = new Registry();
      const signal = AbortSignal.timeout(seconds * 1000);
      await collector.collect({ registry, signal, seconds });
      return registry.metrics();
    },
  };
}

test('rows become series, no row no family', async () => {
  const answers = {
    test_value: [
      { x: 'a', value: 2 },
      { x: null, value: '3' },
    ],
    test_events_total: [{ value: 7n }],
    test_empty: [],
    test_null: [{ value: null }],
  };
  const { collect } = startCollector(answers, [
    query('test_value', { labelNames: ['x'] }),
    query('test_events_total', { type: 'counter' }),
    query('test_empty'),
    query('test_null'),
  ]);
  const text = await collect();
  assert.deepEqual(series(text, 'test_'), [
    'test_value{x="a"} 2',
    'test_value{x=""} 3',
    'test_events_total 7',
  ]);
  assert.doesNotMatch(text, /test_empty|test_null/);
});

test('a count is shown as it is, also when it falls', async () => {
  const answers = {};
  const { collect } = startCollector(answers, [query('test_total', { type: 'counter' })]);
  for (const value of [100, 150, 20]) {
    answers.test_total = [{ value }];
    assert.deepEqual(series(await collect(), 'test_'), [`test_total ${value}`]);
  }
});

test('queries share the time of the scrape', async () => {
  const answers = { test_one: [], test_two: [] };
  const { asked, collect } = startCollector(answers, [query('test_one'), query('test_two')]);
  await collect(3);
  const [first, second] = asked;
  assert.equal(first.until, second.until);
  assert.ok(first.until - performance.now() < 3000);
});

test('queries that fail cost their own metrics, and are named', async (t) => {
  const answers = {
    test_denied: () => {
      throw new QueryError('permission denied for table things');
    },
    test_total: [{ value: 1 }],
    test_count_total: [{ value: -1 }],
    test_value: [{ value: 3 }],
  };
  const counter = { type: 'counter' };
  const { collector } = startCollector(answers, [
    query('test_denied'),
    query('test_total', counter),
    query('test_count_total', counter),
    query('test_value'),
  ]);
  const { metricsText, logger } = await startApp(t, { collectors: [collector] });
  const text = await metricsText();
  assert.deepEqual(series(text, 'test_'), ['test_total 1', 'test_value 3']);
  assert.doesNotMatch(text, /test_denied|test_count_total/);
  assert.deepEqual(successes(text), { sql: 0 });
  const [{ level, error }] = logger.entries.filter(({ collector: name }) => name === 'sql');
  assert.equal(level, 'warn');
  assert.equal(
    error.message,
    'permission denied for table things (test_denied); ' +
      'the column value holds "-1", not a number of 0 or more (test_count_total)',
  );
});

test('without a connection no further query is tried', async () => {
  const answers = {
    test_value: [{ value: 3 }],
    test_lost: () => {
      throw new Error('connection lost');
    },
  };
  const queries = ['test_value', 'test_lost', 'test_last'].map((name) => query(name));
  const { asked, collect } = startCollector(answers, queries);
  await assert.rejects(collect(), { name: 'Error', message: 'connection lost (test_lost)' });
  assert.equal(asked.length, 2);
});

test('a failed connection is about no query', async () => {
  const answers = {
    test_value: () => {
      throw new ConnectError('connection refused');
    },
  };
  const { collect } = startCollector(answers, [query('test_value')]);
  await assert.rejects(collect(), { message: 'connection refused' });
});

test('a query with too many rows costs its own metric', async (t) => {
  const rows = (length) => Array.from({ length }, (_, x) => ({ x, value: 1 }));
  const answers = { test_many: rows(MOST_ROWS + 1), test_value: [{ value: 3 }] };
  const { collector } = startCollector(answers, [
    query('test_many', { labelNames: ['x'] }),
    query('test_value'),
  ]);
  const { metricsText, logger } = await startApp(t, { collectors: [collector] });
  assert.deepEqual(series(await metricsText(), 'test_'), ['test_value 3']);
  assert.equal(
    logger.entries[0].error.message,
    'the query gives more than 100,000 rows; add them up with GROUP BY (test_many)',
  );
});

/** As long as this takes no timer can abort anything. */
function blockUntil(time) {
  while (performance.now() < time) {
    // Nothing else runs.
  }
}

test('rows that come too late are not looked at, and have the error of what never comes', async () => {
  const answers = {
    test_value({ until }) {
      blockUntil(until);
      return [{ value: 'many' }];
    },
  };
  const { collect } = startCollector(answers, [query('test_value')]);
  await assert.rejects(collect(0.05), { message: 'no answer within 0.05 s' });
});

test('what a query fails with when its time is over is not told', async () => {
  const answers = {
    test_value({ until }) {
      blockUntil(until);
      throw new QueryError('canceled');
    },
  };
  const { collect } = startCollector(answers, [query('test_value')]);
  await assert.rejects(collect(0.05), { message: 'no answer within 0.05 s' });
});

test('the log keeps the reason for a metric that is called like a secret', async () => {
  const answers = {
    test_secret: () => {
      throw new QueryError('permission denied');
    },
  };
  const { collect } = startCollector(answers, [query('test_secret')]);
  await assert.rejects(collect(), ({ message }) => maskSecrets(message) === message);
});

test('what fails is named, and what is late says so', async () => {
  const answers = {
    test_value: () => {
      throw new Error('terminated');
    },
  };
  const { collect } = startCollector(answers, [query('test_value')]);
  await assert.rejects(collect(), { message: 'terminated (test_value)' });
  answers.test_value = ({ signal }) => sleep(10_000, undefined, { signal });
  await assert.rejects(collect(0.1), { name: 'TimeoutError' });
});
