import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRegistry } from '../src/registry.js';
import { series } from '../testing/start-app.js';

test('build information', async () => {
  const text = await createRegistry().metrics();
  const [buildInfo] = series(text, 'mongodb_build_info{');
  assert.match(buildInfo, /\{version="[^"]+",revision="[^"]+"\} 1$/);
});

test('process metrics, and no name that promtool refuses', async () => {
  const text = await createRegistry().metrics();
  assert.match(text, /^process_cpu_seconds_total /m);
  assert.doesNotMatch(text, /^# TYPE \S+_total gauge$/m);
  assert.doesNotMatch(text, /^# TYPE \S+_(histogram|summary) /m);
});
