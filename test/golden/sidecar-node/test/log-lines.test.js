import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLineSplitter } from '../src/collectors/log-lines.js';

function collect() {
  const lines = [];
  return { lines, splitter: createLineSplitter((line) => lines.push(line)) };
}

test('lines are the same however the bytes are cut into pieces', () => {
  const bytes = Buffer.from('one\n\ntwo\r\nthrée 😀\nrest');
  for (let length = 1; length <= bytes.length; length += 1) {
    const { lines, splitter } = collect();
    const buffer = Buffer.alloc(length);
    for (let from = 0; from < bytes.length; from += length) {
      // The buffer is used again, as a reader does it.
      const size = bytes.copy(buffer, 0, from, from + length);
      splitter.add(buffer.subarray(0, size));
    }
    assert.deepEqual(lines, ['one', '', 'two', 'thrée 😀']);
    splitter.finish();
    assert.equal(lines.at(-1), 'rest');
    splitter.finish();
    assert.equal(lines.length, 5);
  }
});

test('bytes that are not UTF-8 do no harm', () => {
  const { lines, splitter } = collect();
  splitter.add(Buffer.from([0x61, 0xff, 0x00, 0x62, 0x0a, 0xc3, 0x0a]));
  assert.deepEqual(lines, ['a\ufffd\u0000b', '\ufffd']);
});

test('a line that is too long is cut, and the next one is whole', () => {
  const { lines, splitter } = collect();
  for (let count = 0; count < 40; count += 1) {
    splitter.add(Buffer.alloc(65_536, 'x'));
  }
  splitter.add(Buffer.from('end\nnext\n'));
  assert.deepEqual(
    lines.map((line) => line.length),
    [1_000_000, 4],
  );
});
