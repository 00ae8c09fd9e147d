import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fake, gauge, gauges } from '../testing/fake-collectors.js';
import { series, startApp } from '../testing/start-app.js';
import { successes } from '../testing/successes.js';

/** Numbers its reads, and shows three series of each. */
function numbering(seconds = 0.05) {
  let reads = 0;
  return fake('numbering', async ({ registry }) => {
    reads += 1;
    const read = reads;
    gauges(registry, 'test_read', { [`${read}a`]: 1, [`${read}b`]: 1 });
    await sleep(seconds * 1000);
    gauge(registry, 'test_number', read);
  });
}

test('twenty scrapes at once are complete and do not mix', async (t) => {
  const { metricsText } = await startApp(t, { collectors: [numbering()] });
  const texts = await Promise.all(Array.from({ length: 20 }, () => metricsText()));
  const numbers = new Set();
  for (const text of texts) {
    const number = /^test_number (\d+)$/m.exec(text)[1];
    numbers.add(number);
    assert.deepEqual(series(text, 'test_read'), [
      `test_read{key="${number}a"} 1`,
      `test_read{key="${number}b"} 1`,
    ]);
    assert.deepEqual(successes(text), { numbering: 1 });
  }
  assert.equal(numbers.size, 20);
});

test('scrapes over the limit are refused, the others are answered', async (t) => {
  const { get } = await startApp(t, {
    args: ['--web.max-requests=5'],
    collectors: [numbering(0.5)],
  });
  const answers = await Promise.all(Array.from({ length: 20 }, () => get('/metrics')));
  const count = (wanted) => answers.filter(({ status }) => status === wanted).length;
  assert.equal(count(200), 5);
  assert.equal(count(503), 15);
  assert.equal((await get('/metrics')).status, 200);
});

test('collectors of one scrape run side by side', async (t) => {
  const names = ['a', 'b', 'c', 'd'];
  const collectors = names.map((name) => fake(name, () => sleep(300)));
  const { metricsText } = await startApp(t, { collectors });
  const started = performance.now();
  assert.deepEqual(successes(await metricsText()), { a: 1, b: 1, c: 1, d: 1 });
  assert.ok(performance.now() - started < 900);
});

test('a collector that never ends is not started without end', async (t) => {
  let started = 0;
  const hanging = fake('hanging', () => {
    started += 1;
    return new Promise(() => {});
  });
  const { get, logger } = await startApp(t, {
    args: ['--web.max-requests=0'],
    collectors: [hanging],
  });
  const headers = { 'x-prometheus-scrape-timeout-seconds': '0.6' };
  await Promise.all(Array.from({ length: 110 }, () => get('/metrics', { headers })));
  assert.equal(started, 100);
  assert.ok(logger.entries.some(({ error }) => /earlier reads have not ended/.test(error)));
});
