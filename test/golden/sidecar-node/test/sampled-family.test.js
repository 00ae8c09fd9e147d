import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Registry } from '@prometheus-io/client';
import { addFamily } from '../src/sampled-family.js';

const GAUGE = { type: 'gauge', name: 'test_value', help: 'A test.', labelNames: ['x'] };
const COUNTER = { type: 'counter', name: 'test_total', help: 'A test.', labelNames: [] };

test('no value, no metric', async () => {
  const registry = new Registry();
  addFamily(registry, COUNTER, []);
  assert.equal((await registry.metrics()).trim(), '');
});

for (const [metric, samples, message] of [
  [COUNTER, [{ labels: {}, value: -5 }], 'test_total: a counter cannot be -5'],
  [GAUGE, [{ labels: { x: 'a' }, value: Number.NaN }], 'test_value: NaN is not a number'],
  [
    GAUGE,
    [
      { labels: { x: 'a' }, value: 1 },
      { labels: { x: 'a' }, value: 2 },
    ],
    'test_value: more than one value for the labels {"x":"a"}',
  ],
]) {
  test(message, async () => {
    const registry = new Registry();
    assert.throws(() => addFamily(registry, metric, samples), { message });
    assert.equal((await registry.metrics()).trim(), '');
  });
}
