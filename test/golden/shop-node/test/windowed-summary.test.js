import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Registry } from '@prometheus-io/client';
import { WindowedSummary } from '../src/windowed-summary.js';
import { series } from '../testing/start-app.js';

function createSummary(options) {
  const registry = new Registry();
  const summary = new WindowedSummary({
    name: 'size_bytes',
    help: 'Sizes.',
    percentiles: [0.5],
    registers: [registry],
    ...options,
  });
  return { summary, lines: async () => series(await registry.metrics(), 'size_bytes') };
}

test('quantiles read NaN before the first observation, count and sum read 0', async () => {
  const { lines } = createSummary();
  assert.deepEqual(await lines(), [
    'size_bytes{quantile="0.5"} Nan',
    'size_bytes_sum 0',
    'size_bytes_count 0',
  ]);
});

test('observations of 0 read 0', async () => {
  const { summary, lines } = createSummary();
  summary.observe({}, 0);
  assert.equal((await lines())[0], 'size_bytes{quantile="0.5"} 0');
});

test('old observations leave the quantiles and stay in count and sum', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 0 });
  const { summary, lines } = createSummary({ maxAgeSeconds: 60, ageBuckets: 3 });
  summary.observe({}, 5);
  t.mock.timers.setTime(61_000);
  assert.deepEqual(await lines(), [
    'size_bytes{quantile="0.5"} Nan',
    'size_bytes_sum 5',
    'size_bytes_count 1',
  ]);
  summary.observe({}, 7);
  assert.deepEqual(await lines(), [
    'size_bytes{quantile="0.5"} 7',
    'size_bytes_sum 12',
    'size_bytes_count 2',
  ]);
});

test('label sets are kept apart and can be shown before their first observation', async () => {
  const { summary, lines } = createSummary({ labelNames: ['kind'] });
  assert.deepEqual(await lines(), []);
  summary.zero({ kind: 'a' });
  summary.observe({ kind: 'b' }, 3);
  assert.deepEqual(await lines(), [
    'size_bytes{quantile="0.5",kind="a"} Nan',
    'size_bytes_sum{kind="a"} 0',
    'size_bytes_count{kind="a"} 0',
    'size_bytes{quantile="0.5",kind="b"} 3',
    'size_bytes_sum{kind="b"} 3',
    'size_bytes_count{kind="b"} 1',
  ]);
});
