import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Registry } from '@prometheus-io/client';
import { createSqlCollector } from '../src/collectors/sql.js';
import { series } from '../testing/start-app.js';

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
  };
  const collector = createSqlCollector({ database, queries });
  return {
    asked,
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

test('what fails is named, and what is late says so', async () => {
  const answers = {
    test_value: () => {
      throw new AggregateError([new Error('connection refused')]);
    },
  };
  const { collect } = startCollector(answers, [query('test_value')]);
  await assert.rejects(collect(), { message: 'test_value: connection refused' });
  answers.test_value = ({ signal }) => sleep(10_000, undefined, { signal });
  await assert.rejects(collect(0.1), { name: 'TimeoutError' });
});
