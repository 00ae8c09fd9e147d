import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seriesOf } from '../src/collectors/sql-values.js';

for (const [given, value] of [
  [3, 3],
  [-0.5, -0.5],
  [9007199254740993n, 9007199254740992],
  ['12', 12],
  ['1.50', 1.5],
  ['1e3', 1000],
  ['-1.5e3', -1500],
  [true, 1],
  [false, 0],
  [Buffer.from('7'), 7],
]) {
  test(`${typeof given} ${given} is ${value}`, () => {
    assert.deepEqual(seriesOf([{ value: given }], []), [{ labels: {}, value }]);
  });
}

for (const given of [
  'many',
  '',
  ' ',
  '0x10',
  '1_0',
  'nan',
  'NaN',
  Number.NaN,
  Number.POSITIVE_INFINITY,
]) {
  test(`${JSON.stringify(given)} is an error`, () => {
    const message = `the column value holds ${JSON.stringify(String(given))}, not a number`;
    assert.throws(() => seriesOf([{ value: given }], []), { message });
  });
}

for (const [given, isCastable] of [
  ['2026-01-31', true],
  ['2026-01-31 08:15:30.25+01', true],
  ['08:15:30', true],
  ['3 days', true],
  ['1 year 2 mons', true],
  ['-$1,000.50', true],
  ['1 000', false],
  ['x-1', false],
]) {
  test(`${given} ${isCastable ? 'is' : 'is not'} something to cast`, () => {
    assert.throws(
      () => seriesOf([{ value: given }], []),
      ({ message }) => message.includes('; cast it to a number, such as ') === isCastable,
    );
  });
}

test('a counter is not negative', () => {
  assert.deepEqual(seriesOf([{ value: '0' }], [], 'counter'), [{ labels: {}, value: 0 }]);
  assert.throws(() => seriesOf([{ value: '-1' }], [], 'counter'), {
    message: 'the column value holds "-1", not a number of 0 or more',
  });
});

test('no row and NULL are no series, NULL as label is the empty one', () => {
  assert.deepEqual(seriesOf([], ['x']), []);
  assert.deepEqual(seriesOf([{ value: null, x: 'a' }], ['x']), []);
  assert.deepEqual(seriesOf([{ value: 1, x: null }], ['x']), [{ labels: { x: '' }, value: 1 }]);
});

test('labels are text', () => {
  const values = [5, 7n, 1.0, 2.5, 9007199254740993n, true, Buffer.from('ü')];
  const rows = values.map((x) => ({ value: 1, x }));
  const texts = seriesOf(rows, ['x']).map(({ labels }) => labels.x);
  assert.deepEqual(texts, ['5', '7', '1', '2.5', '9007199254740993', 'true', 'ü']);
});

test('two rows alike and a column that is missing are errors', () => {
  const rows = [
    { value: 1, x: 'a' },
    { value: 2, x: 'a' },
  ];
  assert.throws(() => seriesOf(rows, ['x']), {
    message: 'more than one row with the labels {x="a"}',
  });
  const wide = rows.map((row, y) => ({ ...row, y, z: 1 }));
  assert.throws(() => seriesOf(wide, ['x']), {
    message: 'more than one row with the labels {x="a"}; the columns y, z are not labels',
  });
  assert.throws(() => seriesOf(rows, ['y']), { message: 'the query has no column y' });
  assert.throws(() => seriesOf([{ x: 'a' }], ['x']), { message: 'the query has no column value' });
});
