import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDecimal } from '../src/decimal-text.js';

test('decimal notation and nothing else', () => {
  for (const [text, number] of [
    ['0', 0],
    ['-12.50', -12.5],
    ['+.5', 0.5],
    ['5.', 5],
    [' 1e-3\n', 0.001],
    ['9007199254740993', 9007199254740992],
  ]) {
    assert.equal(parseDecimal(text), number, text);
  }
  for (const text of ['', ' ', '0x10', '1_000', '1,5', 'NaN', 'Infinity', '1e999', '٣']) {
    assert.ok(Number.isNaN(parseDecimal(text)), text);
  }
});
