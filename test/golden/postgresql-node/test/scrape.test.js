import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { IncompleteError } from '../src/incomplete-error.js';
import { scrapeOptions } from '../src/scrape.js';
import { counter, fake, gauge } from '../testing/fake-collectors.js';
import { series, startApp } from '../testing/start-app.js';
import { successes } from '../testing/successes.js';

const UP = 'shop_up';
const SCRAPE_DURATION = 'shop_scrape_duration_seconds';
const DURATION = 'shop_scrape_collector_duration_seconds';
const ERRORS = 'shop_scrape_errors_total';
const DROPPED = 'shop_series_dropped_total';
const LAST_SUCCESS = 'shop_collector_last_success_timestamp_seconds';

const good = fake('good', ({ registry }) => gauge(registry, 'test_good', 1));

const bad = fake('bad', ({ registry }) => {
  gauge(registry, 'test_bad', 1);
  throw new Error('upstream is down');
});

const late = fake('late', async ({ registry, signal }) => {
  await sleep(10_000, undefined, { signal });
  gauge(registry, 'test_late', 1);
});

const hanging = fake('hanging', () => new Promise(() => {}));

test('everything works: up is 1 and nothing failed', async (t) => {
  const { metricsText } = await startApp(t, { collectors: [good] });
  const text = await metricsText();
  assert.deepEqual(series(text, `${UP} `), [`${UP} 1`]);
  assert.equal(series(text, `${SCRAPE_DURATION} `).length, 1);
  assert.deepEqual(successes(text), { good: 1 });
  assert.equal(series(text, `${DURATION}{collector="good"}`).length, 1);
  assert.deepEqual(series(text, ERRORS), [`${ERRORS}{collector="good"} 0`]);
  assert.deepEqual(series(text, DROPPED), [`${DROPPED}{collector="good"} 0`]);
  assert.deepEqual(series(text, LAST_SUCCESS), []);
});

test('a failing collector loses its own metrics only, and up is 0', async (t) => {
  const { get, metricsText, logger } = await startApp(t, { collectors: [bad, good] });
  const { status, text } = await get('/metrics');
  assert.equal(status, 200);
  assert.deepEqual(series(text, 'test_'), ['test_good 1']);
  assert.deepEqual(series(text, `${UP} `), [`${UP} 0`]);
  assert.deepEqual(successes(text), { bad: 0, good: 1 });
  assert.deepEqual(series(await metricsText(), ERRORS), [
    `${ERRORS}{collector="bad"} 2`,
    `${ERRORS}{collector="good"} 0`,
  ]);
  const failures = logger.entries.filter(({ message }) => message === 'collector failed');
  assert.deepEqual(
    failures.map(({ level }) => level),
    ['warn', 'debug'],
  );
  assert.match((await get('/')).text, /<td>bad<\/td>\n<td>failed<\/td>.*upstream is down/s);
});

test('a collector with something missing has failed, and shows what it has', async (t) => {
  let missing = ['test_a: no such table', 'test_b: permission denied'];
  const partial = fake('partial', ({ registry }) => {
    gauge(registry, 'test_partial', 1);
    throw new IncompleteError(missing.map((text) => new Error(text)));
  });
  const { metricsText, logger } = await startApp(t, { collectors: [partial] });
  const text = await metricsText();
  assert.deepEqual(series(text, 'test_'), ['test_partial 1']);
  assert.deepEqual(series(text, `${UP} `), [`${UP} 0`]);
  assert.deepEqual(successes(text), { partial: 0 });
  assert.deepEqual(series(text, ERRORS), [`${ERRORS}{collector="partial"} 1`]);
  await metricsText();
  missing = missing.slice(1);
  await metricsText();
  const failures = logger.entries.filter(({ message }) => message === 'collector failed');
  assert.deepEqual(
    failures.map(({ level, error }) => [level, error.message]),
    [
      ['warn', 'test_a: no such table; test_b: permission denied'],
      ['debug', 'test_a: no such table; test_b: permission denied'],
      ['warn', 'test_b: permission denied'],
    ],
  );
});

test('an error is warned of once, whatever it quotes', async (t) => {
  let error;
  const vague = fake('vague', () => {
    throw new Error(error);
  });
  const errors = [
    'load is "1\\"2 %"',
    'load is "34 %"',
    'code 500',
    'code 403',
    'in 0.1 s',
    'in 0.23 s',
    'load is {"at":1}',
    'load is {"at":2, "of…',
    'load is "a lon…',
    "user 'a'@'b' can't",
    "user 'c'@'d' can't",
    "user 'c'@'d' won't",
  ];
  const { metricsText, logger } = await startApp(t, { collectors: [vague] });
  for (error of errors) {
    await metricsText();
  }
  const failures = logger.entries.filter(({ message }) => message === 'collector failed');
  assert.deepEqual(
    failures.filter(({ level }) => level === 'warn').map(({ error: { message } }) => message),
    [
      'load is "1\\"2 %"',
      'code 500',
      'code 403',
      'in 0.1 s',
      'load is {"at":1}',
      "user 'a'@'b' can't",
      "user 'c'@'d' won't",
    ],
  );
});

test('late and hanging collectors are left out at the deadline', async (t) => {
  const { get } = await startApp(t, { collectors: [late, hanging, good] });
  const started = performance.now();
  const { text } = await get('/metrics', {
    headers: { 'x-prometheus-scrape-timeout-seconds': '0.8' },
  });
  assert.ok(performance.now() - started < 800);
  assert.deepEqual(series(text, 'test_'), ['test_good 1']);
  assert.deepEqual(successes(text), { late: 0, hanging: 0, good: 1 });
});

test('the announced timeout holds up to two minutes, 10 s without one', () => {
  const timeout = (header) => scrapeOptions({ originalUrl: '/', get: () => header }).timeoutSeconds;
  assert.equal(timeout('30'), 30);
  assert.equal(timeout('3600'), 120);
  for (const header of [undefined, '', '0', '-1', 'soon']) {
    assert.equal(timeout(header), 10);
  }
});

test('what the upstream says is shown as it is, and what is gone is gone', async (t) => {
  let events = { a: 100, b: 1 };
  const upstream = fake('upstream', ({ registry }) => counter(registry, 'test_total', events));
  const { metricsText } = await startApp(t, { collectors: [upstream] });
  const shown = async () => series(await metricsText(), 'test_total');
  assert.deepEqual(await shown(), ['test_total{key="a"} 100', 'test_total{key="b"} 1']);
  events = { a: 150 };
  assert.deepEqual(await shown(), ['test_total{key="a"} 150']);
  events = { a: 20 };
  assert.deepEqual(await shown(), ['test_total{key="a"} 20']);
});

test('collect[] chooses collectors and refuses unknown names', async (t) => {
  const other = fake('other', ({ registry }) => gauge(registry, 'test_other', 1));
  const { get, metricsText } = await startApp(t, { collectors: [bad, other] });
  const text = await metricsText('/metrics?collect[]=other');
  assert.deepEqual(series(text, 'test_'), ['test_other 1']);
  assert.doesNotMatch(text, /collector="bad"/);
  assert.deepEqual(successes(text), { other: 1 });
  const both = await metricsText('/metrics?collect[]=other&collect[]=bad');
  assert.deepEqual(successes(both), { bad: 0, other: 1 });
  const { status, text: answer } = await get('/metrics?collect%5B%5D=none');
  assert.equal(status, 400);
  assert.equal(answer, 'There is no enabled collector called "none".\n');
});

test('a name that exists already fails the collector that came later', async (t) => {
  const twin = fake('twin', ({ registry }) => gauge(registry, 'test_good', 2));
  const thief = fake('thief', ({ registry }) => gauge(registry, ERRORS, 1));
  const { metricsText } = await startApp(t, { collectors: [good, twin, thief] });
  const text = await metricsText();
  assert.deepEqual(series(text, 'test_good'), ['test_good 1']);
  assert.deepEqual(successes(text), { good: 1, twin: 0, thief: 0 });
  assert.deepEqual(series(text, ERRORS), [
    `${ERRORS}{collector="good"} 0`,
    `${ERRORS}{collector="twin"} 1`,
    `${ERRORS}{collector="thief"} 1`,
  ]);
});
