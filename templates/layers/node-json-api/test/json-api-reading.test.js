import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDocument } from '../src/collectors/json-api-document.js';
import { createReading } from '../src/collectors/json-api-reading.js';

function read(document, metric = {}) {
  const { read: readDocument } = createReading({
    type: 'gauge',
    name: 'test_value',
    value: 'v',
    labels: {},
    ...metric,
  });
  return readDocument(document);
}

const EACH = { each: 'items[]', labels: { name: 'n' } };

for (const [given, value] of [
  [3, 3],
  [-0.5, -0.5],
  ['12', 12],
  [' 1.5e3 ', 1500],
  ['.5', 0.5],
  [true, 1],
  [false, 0],
]) {
  test(`${JSON.stringify(given)} is ${value}`, () => {
    assert.deepEqual(read({ v: given }), [{ labels: {}, value }]);
  });
}

for (const [given, shown] of [
  ['many', '"many"'],
  ['', '""'],
  ['0x10', '"0x10"'],
  ['NaN', '"NaN"'],
  ['Infinity', '"Infinity"'],
  ['1e999', '"1e999"'],
  [Number.POSITIVE_INFINITY, 'Infinity'],
  [[5], '[5]'],
  [{ a: 1 }, '{"a":1}'],
  ['x'.repeat(100), `"${'x'.repeat(59)}…`],
]) {
  test(`${shown} is an error`, () => {
    const message = `v gives ${shown}, not a number (test_value)`;
    assert.throws(() => read({ v: given }), { message });
  });
}

{{#if hasJsonApiScales}}
test('a value is brought to the unit of its metric', () => {
  const scale = (value) => value / 1000;
  for (const v of [9, '9']) {
    assert.deepEqual(read({ v }, { scale }), [{ labels: {}, value: 0.009 }]);
  }
  assert.throws(() => read({ v: [9] }, { scale }), {
    message: 'v gives [9], not a number (test_value)',
  });
});

{{/if}}
test('what is missing or null is left out', () => {
  assert.deepEqual(read({ v: null }), []);
  assert.deepEqual(read({}), []);
  assert.deepEqual(read(null), []);
  assert.deepEqual(read({ items: [{ n: 'a' }, { n: 'b', v: 0 }, null, 7] }, EACH), [
    { labels: { name: 'b' }, value: 0 },
  ]);
  assert.deepEqual(read({}, EACH), []);
});

test('labels are text; missing and null ones are empty', () => {
  for (const [n, name] of [
    ['ü', 'ü'],
    [5, '5'],
    [1.5, '1.5'],
    [1e21, '1000000000000000000000'],
    [-0, '0'],
    [0.00015, '0.00015'],
    [0.000015, '1.5e-05'],
    [1e-10, '1e-10'],
    [true, 'true'],
    [null, ''],
    [undefined, ''],
  ]) {
    assert.deepEqual(read({ items: [{ n, v: 1 }] }, EACH), [{ labels: { name }, value: 1 }]);
  }
  assert.throws(() => read({ items: [{ n: ['x'], v: 1 }] }, EACH), {
    message: 'n gives ["x"], not a text (test_value)',
  });
});

test('whole numbers that a Number would round are exact labels', () => {
  const { content, exact } = parseDocument(
    '{"items": [{"n": 12345678901234567890, "v": 9007199254740993}, {"n": 12345678901234567891, "v": 2}]}',
  );
  const { read: readDocument } = createReading({
    type: 'gauge',
    name: 'test_value',
    value: 'v',
    each: 'items[?n > `5`]',
    labels: { name: 'n' },
  });
  assert.deepEqual(readDocument(content, exact), [
    { labels: { name: '12345678901234567890' }, value: 9007199254740992 },
    { labels: { name: '12345678901234567891' }, value: 2 },
  ]);
});

for (const [name, each, label] of [
  ['alone in a list', 'ids', '@'],
  ['of an object that an expression made', 'items[].{n: n}', 'n'],
  ['in a list that an expression made', 'items[].n', '@'],
]) {
  test(`such numbers are exact labels ${name}`, () => {
    const { content, exact } = parseDocument(
      '{"ids": [12345678901234567890, 7], "items": [{"n": 12345678901234567890}, {"n": 7}]}',
    );
    const { read: readDocument } = createReading({
      type: 'gauge',
      name: 'test_value',
      value: '`1`',
      each,
      labels: { name: label },
    });
    assert.deepEqual(readDocument(content, exact), [
      { labels: { name: '12345678901234567890' }, value: 1 },
      { labels: { name: '7' }, value: 1 },
    ]);
  });
}

test('which of several numbers a rounded one was is not guessed', () => {
  const rounded = 12345678901234567000;
  for (const text of ['12345678901234567890, 12345678901234567891', '1.234567890123456789e19']) {
    const { content, exact } = parseDocument(`{"ids": [${text}, 12345678901234567890]}`);
    assert.deepEqual(content.ids.map(exact), Array(content.ids.length).fill(rounded));
  }
});

test('the error about labels that are there twice says that numbers were rounded', () => {
  const { content, exact } = parseDocument('{"ids": [12345678901234567890, 12345678901234567891]}');
  const { read: readDocument } = createReading({
    type: 'gauge',
    name: 'test_value',
    value: '`1`',
    each: 'ids',
    labels: { id: '@' },
  });
  assert.throws(() => readDocument(content, exact), {
    message:
      'more than one value for the labels {id="12345678901234567168"}, where numbers beyond 2^53 were rounded (test_value)',
  });
});

for (const [each, label, text] of [
  ['items', 'sum([a, b])', '12345678901234567168'],
  ['items[].{s: sum([a, b])}', 's', '12345678901234567168'],
  ['items[?abs(b) > `0`]', 'n', '12345678901234567890'],
]) {
  test(`a number that was calculated is none of the document: ${label} of ${each}`, () => {
    const { content, exact } = parseDocument(
      '{"items": [{"n": 12345678901234567890, "a": 12345678901234561024, "b": 6144}]}',
    );
    const { read: readDocument } = createReading({
      type: 'gauge',
      name: 'test_value',
      value: '`1`',
      each,
      labels: { name: label },
    });
    assert.deepEqual(readDocument(content, exact), [{ labels: { name: text }, value: 1 }]);
  });
}

test('the same labels twice are an error', () => {
  const items = [
    { n: 'a', v: 1 },
    { n: 'a', v: 2 },
  ];
  assert.throws(() => read({ items }, EACH), {
    message: 'more than one value for the labels {name="a"} (test_value)',
  });
});

test('each gives a list, a counter no negative number', () => {
  assert.throws(() => read({ items: { a: 1 } }, { each: 'items' }), {
    message: 'items gives {"a":1}, not a list (test_value)',
  });
  assert.throws(() => read({ v: -1 }, { type: 'counter' }), {
    message: 'v gives -1, not a number of 0 or more (test_value)',
  });
});

test('an expression that does not fit the document is named', () => {
  assert.throws(
    () => read({ v: 'x' }, { value: 'sum(v)' }),
    /^Error: sum\(v\) cannot be evaluated: .*\(test_value\)$/,
  );
  assert.throws(() => read({}, { value: 'a.' }));
});
