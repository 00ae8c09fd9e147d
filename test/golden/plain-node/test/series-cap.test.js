import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Histogram, Registry } from '@prometheus-io/client';
import { familiesOf, textOf } from '../src/families.js';
import { IncompleteError } from '../src/incomplete-error.js';
import { capSeries } from '../src/series-cap.js';
import { counter, fake, gauge, gauges } from '../testing/fake-collectors.js';
import { series, startApp } from '../testing/start-app.js';

const DROPPED = 'plain_series_dropped_total';

async function cap(fill, { maxSeries, summable = [], shown = new Set() }) {
  const registry = new Registry();
  fill(registry);
  const capped = capSeries(await familiesOf(registry), { maxSeries, summable, shown });
  const text = await textOf(capped.families);
  return { ...capped, text, lines: series(text, 'test_') };
}

test('the rest of a counter is added up in other, within the limit', async () => {
  const values = { a: 1, b: 2, c: 3, d: 4 };
  const { lines, dropped } = await cap((registry) => counter(registry, 'test_total', values), {
    maxSeries: 3,
  });
  assert.deepEqual(lines, [
    'test_total{key="a"} 1',
    'test_total{key="b"} 2',
    'test_total{key="other"} 7',
  ]);
  assert.equal(dropped, 2);
});

test('the rest of a gauge is left out, unless its collector says that sums make sense', async () => {
  const fill = (registry) => {
    gauges(registry, 'test_size', { a: 1, b: 2, c: 3 });
    gauges(registry, 'test_level', { a: 1, b: 2, c: 3 });
    gauge(registry, 'test_plain', 5);
  };
  const { lines, dropped } = await cap(fill, { maxSeries: 5, summable: ['test_size'] });
  assert.deepEqual(lines, [
    'test_size{key="a"} 1',
    'test_size{key="b"} 2',
    'test_size{key="c"} 3',
    'test_plain 5',
  ]);
  assert.equal(dropped, 3);
  const less = await cap(fill, { maxSeries: 4, summable: ['test_size'] });
  assert.deepEqual(less.lines, [
    'test_size{key="a"} 1',
    'test_size{key="b"} 2',
    'test_size{key="other"} 3',
    'test_plain 5',
  ]);
  assert.doesNotMatch(less.text, /test_level/);
});

test('series of a histogram stay together and are added up by bucket', async () => {
  const fill = (registry) => {
    const histogram = new Histogram({
      name: 'test_seconds',
      help: 'A test.',
      labelNames: ['key'],
      buckets: [1],
      registers: [registry],
    });
    for (const [key, value] of [...'abc'].entries()) {
      histogram.observe({ key: value }, key / 2);
    }
  };
  const { lines, dropped } = await cap(fill, { maxSeries: 9 });
  assert.equal(dropped, 8);
  assert.deepEqual(lines.slice(4), [
    'test_seconds_bucket{le="1",key="other"} 2',
    'test_seconds_bucket{le="+Inf",key="other"} 2',
    'test_seconds_sum{key="other"} 1.5',
    'test_seconds_count{key="other"} 2',
  ]);
});

test('series that were shown keep their place; new ones wait for a free one', async () => {
  const read = (values, shown) =>
    cap((registry) => gauges(registry, 'test_size', values), { maxSeries: 2, shown });
  const first = await read({ b: 1, c: 1 });
  const second = await read({ a: 1, b: 1, c: 1 }, first.shown);
  assert.deepEqual(second.lines, ['test_size{key="b"} 1', 'test_size{key="c"} 1']);
  const third = await read({ a: 1, c: 1 }, second.shown);
  assert.deepEqual(third.lines, ['test_size{key="a"} 1', 'test_size{key="c"} 1']);
});

test('what the upstream calls other is part of the sum', async () => {
  const values = { other: 10, a: 1, b: 2, c: 3 };
  const { lines, dropped } = await cap((registry) => counter(registry, 'test_total', values), {
    maxSeries: 2,
  });
  assert.deepEqual(lines, ['test_total{key="a"} 1', 'test_total{key="other"} 15']);
  assert.equal(dropped, 2);
});

test('0 is no limit, and a limit that is kept changes nothing', async () => {
  for (const maxSeries of [0, 4]) {
    const values = { a: 1, b: 2, c: 3, other: 4 };
    const fill = (registry) => counter(registry, 'test_total', values);
    const { lines, dropped } = await cap(fill, { maxSeries });
    assert.equal(lines.length, 4);
    assert.equal(dropped, 0);
  }
});

test('series that are missing for once have their place again afterwards', async (t) => {
  let isWhole = true;
  const collect = ({ registry }) => {
    if (isWhole) {
      gauges(registry, 'test_a', { a: 1, b: 1 });
    }
    gauges(registry, 'test_b', { a: 1, b: 1, c: 1 });
    if (!isWhole) {
      throw new IncompleteError([new Error('test_a: no such table')]);
    }
  };
  const collectors = [fake('one', collect, { maxSeries: 3 })];
  const { metricsText } = await startApp(t, { collectors });
  const before = series(await metricsText(), 'test_');
  assert.deepEqual(before, ['test_a{key="a"} 1', 'test_a{key="b"} 1', 'test_b{key="a"} 1']);
  isWhole = false;
  assert.equal(series(await metricsText(), 'test_b').length, 3);
  isWhole = true;
  assert.deepEqual(series(await metricsText(), 'test_'), before);
});

test('the dropped series are counted for each collector', async (t) => {
  const values = Object.fromEntries(Array.from({ length: 50 }, (_, key) => [`k${key}`, 1]));
  const collectors = ['one', 'two'].map((name) =>
    fake(name, ({ registry }) => counter(registry, `test_${name}_total`, values), {
      maxSeries: name === 'one' ? 10 : 100,
    }),
  );
  const { metricsText } = await startApp(t, { collectors });
  await metricsText();
  const text = await metricsText();
  assert.equal(series(text, 'test_one_total').length, 10);
  assert.equal(series(text, 'test_two_total').length, 50);
  assert.deepEqual(series(text, DROPPED), [
    `${DROPPED}{collector="one"} 82`,
    `${DROPPED}{collector="two"} 0`,
  ]);
});
