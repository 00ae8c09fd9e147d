import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { IncompleteError } from '../src/incomplete-error.js';
import { fake, gauge } from '../testing/fake-collectors.js';
import { series, startApp } from '../testing/start-app.js';
import { successes } from '../testing/successes.js';

const LAST_SUCCESS = 'mongodb_collector_last_success_timestamp_seconds';

/** A collector that counts its reads, and its application. */
async function startCached(t, { minInterval, read = () => {} }) {
  const upstream = { reads: 0 };
  const collect = async ({ registry, signal }) => {
    upstream.reads += 1;
    const number = upstream.reads;
    gauge(registry, 'test_reads', number);
    await read(signal, number);
  };
  const collectors = [fake('costly', collect, { minInterval })];
  const application = await startApp(t, { collectors });
  return { ...application, upstream };
}

test('a read is kept for the interval, and its age is told', async (t) => {
  const { metricsText, upstream } = await startCached(t, { minInterval: 0.4 });
  const text = await metricsText();
  assert.match(text, /^# HELP test_reads A test\. \(cached for up to 0\.4 s\)$/m);
  const [first] = series(text, LAST_SUCCESS);
  assert.ok(Math.abs(Number(first.split(' ')[1]) - Date.now() / 1000) < 5);
  const again = await metricsText();
  assert.deepEqual(series(again, 'test_'), ['test_reads 1']);
  assert.deepEqual(successes(again), { costly: 1 });
  assert.deepEqual(series(again, LAST_SUCCESS), [first]);
  await sleep(500);
  assert.equal(upstream.reads, 1);
  assert.deepEqual(series(await metricsText(), 'test_'), ['test_reads 2']);
});

test('scrapes that come together share one read', async (t) => {
  const { metricsText, upstream } = await startCached(t, {
    minInterval: 60,
    read: () => sleep(100),
  });
  const texts = await Promise.all(Array.from({ length: 20 }, () => metricsText()));
  assert.equal(upstream.reads, 1);
  assert.ok(texts.every((text) => series(text, 'test_')[0] === 'test_reads 1'));
});

test('a failed read is not kept, and the one before it is not shown', async (t) => {
  const { metricsText, upstream } = await startCached(t, {
    minInterval: 0.2,
    read: (_signal, number) => {
      if (number === 2) {
        throw new Error('upstream is down');
      }
    },
  });
  const [success] = series(await metricsText(), LAST_SUCCESS);
  await sleep(300);
  const failed = await metricsText();
  assert.deepEqual(series(failed, 'test_'), []);
  assert.deepEqual(successes(failed), { costly: 0 });
  assert.deepEqual(series(failed, LAST_SUCCESS), [success]);
  assert.deepEqual(series(await metricsText(), 'test_'), ['test_reads 3']);
  assert.equal(upstream.reads, 3);
});

test('a read with something missing is kept, but was no success', async (t) => {
  const { metricsText, upstream } = await startCached(t, {
    minInterval: 60,
    read: () => {
      throw new IncompleteError([new Error('test_other: no such table')]);
    },
  });
  for (let scrape = 0; scrape < 2; scrape += 1) {
    const text = await metricsText();
    assert.deepEqual(series(text, 'test_'), ['test_reads 1']);
    assert.deepEqual(successes(text), { costly: 0 });
    assert.deepEqual(series(text, LAST_SUCCESS), []);
  }
  assert.equal(upstream.reads, 1);
});

test('before the first success there is no time of it', async (t) => {
  const { metricsText } = await startCached(t, {
    minInterval: 60,
    read: () => Promise.reject(new Error('upstream is down')),
  });
  assert.deepEqual(series(await metricsText(), LAST_SUCCESS), []);
});

test('a scrape in a hurry does not end the read of the others', async (t) => {
  const { get, metricsText, upstream } = await startCached(t, {
    minInterval: 60,
    read: (signal) => sleep(600, undefined, { signal }),
  });
  const headers = { 'x-prometheus-scrape-timeout-seconds': '0.7' };
  const [hurried, patient] = await Promise.all([get('/metrics', { headers }), metricsText()]);
  assert.deepEqual(series(hurried.text, 'test_'), []);
  assert.deepEqual(series(patient, 'test_'), ['test_reads 1']);
  assert.equal(upstream.reads, 1);
});
