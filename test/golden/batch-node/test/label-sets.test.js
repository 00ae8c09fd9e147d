import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labelSets } from '../src/label-sets.js';

test('every combination is listed once', () => {
  assert.deepEqual(labelSets({ a: ['x', 'y'], b: ['z', 'w'] }), [
    { a: 'x', b: 'z' },
    { a: 'x', b: 'w' },
    { a: 'y', b: 'z' },
    { a: 'y', b: 'w' },
  ]);
});

test('without labels there is one empty combination', () => {
  assert.deepEqual(labelSets({}), [{}]);
});
