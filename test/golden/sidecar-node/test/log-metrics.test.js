import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLogMetrics } from '../src/collectors/log-metrics.js';
import { textOf } from '../src/families.js';
import { series } from '../testing/start-app.js';

async function count(metric, lines) {
  const counted = createLogMetrics([
    { type: 'counter', name: 'test_total', help: 'A test.', labels: {}, ...metric },
  ]);
  for (const line of lines) {
    counted.count(line);
  }
  return series(await textOf(await counted.families()), 'test');
}

test('a counter counts lines, or adds the group value', async () => {
  const lines = ['a', 'bytes=5', 'bytes=2.5', 'bytes=', 'bytes=-1', 'bytes=1e999', 'bytes=x'];
  assert.deepEqual(await count({ match: /bytes/ }, lines), ['test_total 6']);
  assert.deepEqual(await count({ match: /bytes=(?<value>.*)/ }, lines), ['test_total 7.5']);
});

test('the group value is brought to the unit of its metric', async () => {
  const metric = { match: /took=(?<value>\S+)ms/, scale: (value) => value / 1000 };
  assert.deepEqual(await count(metric, ['took=9ms', 'took=?ms']), ['test_total 0.009']);
});

test('a histogram observes the group value', async () => {
  const metric = {
    type: 'histogram',
    name: 'test_seconds',
    labels: { method: ['GET'] },
    buckets: [0.5, 1],
    match: /(?<method>\w+) took=(?<value>\S+)/,
  };
  assert.deepEqual(await count(metric, []), [
    'test_seconds_bucket{le="0.5",method="GET"} 0',
    'test_seconds_bucket{le="1",method="GET"} 0',
    'test_seconds_bucket{le="+Inf",method="GET"} 0',
    'test_seconds_sum{method="GET"} 0',
    'test_seconds_count{method="GET"} 0',
  ]);
  const lines = ['GET took=0.25', 'GET took=1', 'GET took=4', 'GET took=?', 'GET took='];
  assert.deepEqual(await count(metric, lines), [
    'test_seconds_bucket{le="0.5",method="GET"} 1',
    'test_seconds_bucket{le="1",method="GET"} 2',
    'test_seconds_bucket{le="+Inf",method="GET"} 3',
    'test_seconds_sum{method="GET"} 5.25',
    'test_seconds_count{method="GET"} 3',
  ]);
});

test('labels with a list take no other value, labels without one take any', async () => {
  const lines = ['GET /a', 'PUT /a', 'FOO /a', 'GET'];
  const match = /(?<method>\w+)(?: (?<path>\S+))?/;
  const labels = { method: ['GET', 'PUT'], path: [] };
  assert.deepEqual(await count({ match, labels }, lines), [
    'test_total{method="GET",path="/a"} 1',
    'test_total{method="PUT",path="/a"} 1',
    'test_total{method="other",path="/a"} 1',
    'test_total{method="GET",path=""} 1',
  ]);
  assert.deepEqual(await count({ match, labels: { method: ['GET', 'PUT'] } }, lines), [
    'test_total{method="GET"} 2',
    'test_total{method="PUT"} 1',
    'test_total{method="other"} 1',
  ]);
});

test('label sets and their length have a limit', async () => {
  const lines = Array.from({ length: 10_005 }, (_, index) => `user=${index}`);
  const metric = { match: /user=(?<user>.+)/, labels: { user: [] } };
  const found = await count(metric, [...lines, 'user=0']);
  assert.equal(found.length, 10_001);
  assert.equal(found[0], 'test_total{user="0"} 2');
  assert.equal(found.at(-1), 'test_total{user="other"} 5');
  const [long] = await count(metric, [`user=${'😀'.repeat(300)}`]);
  assert.equal(long, `test_total{user="${'😀'.repeat(200)}"} 1`);
});

test('what was handed out does not go on counting', async () => {
  const counted = createLogMetrics([
    { type: 'counter', name: 'test_total', help: 'A test.', labels: {}, match: /./ },
  ]);
  counted.count('x');
  const before = await counted.families();
  counted.count('x');
  assert.equal(before[0].values[0].value, 1);
  assert.equal((await counted.families())[0].values[0].value, 2);
});
