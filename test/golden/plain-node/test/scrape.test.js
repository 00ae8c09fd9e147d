import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Gauge } from '@prometheus-io/client';
import { scrapeOptions } from '../src/scrape.js';
import { series, startApp } from '../testing/start-app.js';

const SUCCESS = 'plain_scrape_collector_success';

function gauge(registry, name, value) {
  new Gauge({ name, help: 'A test.', registers: [registry] }).set(value);
}

const good = {
  name: 'good',
  collect: ({ registry }) => gauge(registry, 'only_in_tests_good', 1),
};

function success(text) {
  return series(text, `${SUCCESS}{`);
}

test('a failing collector loses its own metrics only', async (t) => {
  const bad = {
    name: 'bad',
    collect({ registry }) {
      gauge(registry, 'only_in_tests_bad', 1);
      throw new Error('upstream is down');
    },
  };
  const { get, metricsText, logger } = await startApp(t, { collectors: [bad, good] });
  const text = await metricsText();
  assert.deepEqual(series(text, 'only_in_tests_'), ['only_in_tests_good 1']);
  assert.deepEqual(success(text), [
    `${SUCCESS}{collector="bad"} 0`,
    `${SUCCESS}{collector="good"} 1`,
  ]);
  await metricsText();
  const failures = logger.entries.filter(({ message }) => message === 'collector failed');
  assert.deepEqual(
    failures.map(({ level }) => level),
    ['warn', 'debug'],
  );
  assert.match((await get('/')).text, /<td>bad<\/td>\n<td>failed<\/td>.*upstream is down/s);
});

test('a slow collector is left out at the deadline', async (t) => {
  const slow = {
    name: 'slow',
    async collect({ registry, signal }) {
      await sleep(10_000, undefined, { signal });
      gauge(registry, 'only_in_tests_slow', 1);
    },
  };
  const { get } = await startApp(t, { collectors: [slow, good] });
  const started = performance.now();
  const { text } = await get('/metrics', {
    headers: { 'x-prometheus-scrape-timeout-seconds': '0.8' },
  });
  assert.ok(performance.now() - started < 800);
  assert.deepEqual(series(text, 'only_in_tests_'), ['only_in_tests_good 1']);
  assert.equal(success(text)[0], `${SUCCESS}{collector="slow"} 0`);
});

test('the announced timeout holds up to two minutes, 10 s without one', () => {
  const timeout = (header) => scrapeOptions({ originalUrl: '/', get: () => header }).timeoutSeconds;
  assert.equal(timeout('30'), 30);
  assert.equal(timeout('3600'), 120);
  for (const header of [undefined, '', '0', '-1', 'soon']) {
    assert.equal(timeout(header), 10);
  }
});

test('concurrent scrapes are complete and do not mix', async (t) => {
  let calls = 0;
  const counting = {
    name: 'counting',
    async collect({ registry }) {
      calls += 1;
      const family = new Gauge({
        name: 'only_in_tests_call',
        help: 'A test.',
        labelNames: ['call'],
        registers: [registry],
      });
      family.set({ call: calls }, 1);
      await sleep(20);
    },
  };
  const { metricsText } = await startApp(t, { collectors: [counting] });
  const texts = await Promise.all([metricsText(), metricsText()]);
  assert.deepEqual(texts.flatMap((text) => series(text, 'only_in_tests_call')).sort(), [
    'only_in_tests_call{call="1"} 1',
    'only_in_tests_call{call="2"} 1',
  ]);
});

test('collect[] chooses collectors and refuses unknown names', async (t) => {
  const other = {
    name: 'other',
    collect: ({ registry }) => gauge(registry, 'only_in_tests_other', 1),
  };
  const { get, metricsText } = await startApp(t, { collectors: [good, other] });
  const text = await metricsText('/metrics?collect[]=other');
  assert.deepEqual(series(text, 'only_in_tests_'), ['only_in_tests_other 1']);
  assert.equal(success(text).length, 1);
  const { status, text: answer } = await get('/metrics?collect%5B%5D=none');
  assert.equal(status, 400);
  assert.match(answer, /no collector called "none"/);
});

test('a name that exists already fails the collector that came with it', async (t) => {
  const twin = { ...good, name: 'twin' };
  const { metricsText } = await startApp(t, { collectors: [good, twin] });
  const text = await metricsText();
  assert.deepEqual(series(text, 'only_in_tests_good'), ['only_in_tests_good 1']);
  assert.equal(success(text).filter((line) => line.endsWith(' 1')).length, 1);
});
