import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Counter } from '@prometheus-io/client';
import { requireLabels } from '../src/require-labels.js';

const counter = new Counter({
  name: 'test_total',
  help: 'A test.',
  labelNames: ['a', 'b'],
  registers: [],
});

test('a series has all its labels', () => {
  requireLabels(counter, { a: 'x', b: '' });
});

for (const labels of [{ a: 'x' }, { a: 'x', b: undefined }, { a: 'x', b: null }]) {
  test(`a label is missing: ${Object.values(labels)}`, () => {
    assert.throws(() => requireLabels(counter, labels), /^TypeError: the label b is missing$/);
  });
}
