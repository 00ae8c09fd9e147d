import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCustomCollector } from '../src/collectors/custom.js';
import { series, startApp } from '../testing/start-app.js';
import { successes } from '../testing/successes.js';

/** Their beginnings: name, and what stands before labels or a value. */
const NAMES = ['app_temporary_files{', 'app_host_load ', 'app_host_uptime_seconds_total '];

test('the metrics of the table are read', async (t) => {
  const { metricsText } = await startApp(t, { collectors: [createCustomCollector()] });
  const text = await metricsText();
  assert.deepEqual(successes(text), { custom: 1 });
  for (const name of NAMES) {
    assert.ok(series(text, name).length > 0, name);
  }
});

test('what cannot be read is absent, and back with the next scrape', async (t) => {
  let samples = async () => {
    throw new Error('not now');
  };
  const metrics = [
    {
      type: 'gauge',
      name: 'test_value',
      help: 'A test.',
      labelNames: ['key'],
      read: () => samples(),
    },
  ];
  const { metricsText } = await startApp(t, { collectors: [createCustomCollector({ metrics })] });
  const read = async () => series(await metricsText(), 'test_value');
  assert.deepEqual(await read(), []);
  samples = async () => [
    { labels: { key: 'a' }, value: 1 },
    { labels: { key: 'b' }, value: 2 },
  ];
  assert.deepEqual(await read(), ['test_value{key="a"} 1', 'test_value{key="b"} 2']);
  samples = async () => [{ labels: { key: 'b' }, value: 3 }];
  assert.deepEqual(await read(), ['test_value{key="b"} 3']);
  samples = async () => [{ labels: { key: 'b' }, value: Number.NaN }];
  assert.deepEqual(await read(), []);
});
