import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Registry } from '@prometheus-io/client';
import { createHttpProbeCollector } from '../src/collectors/http-probe.js';
import { memoryLogger, series, startApp } from '../testing/start-app.js';
import { successes } from '../testing/successes.js';
import { closeEarly, countdown, drip, reply, startUpstream } from '../testing/upstream.js';

const AVAILABLE = 'shop_external_api_available';
const RESPONSE_TIME = 'shop_external_api_response_time_seconds';
const STATUS_CODE = 'shop_external_api_status_code';

function createCollector(t, targets, options = {}) {
  const logger = memoryLogger();
  const collector = createHttpProbeCollector({
    targets: new Map(Object.entries(targets)),
    expectStatus: [200],
    timeoutSeconds: 2,
    concurrency: 10,
    logger,
    ...options,
  });
  t.after(() => collector.close());
  async function collect(seconds = 5) {
    const registry = new Registry();
    const signal = AbortSignal.timeout(seconds * 1000);
    await collector.collect({ registry, signal, seconds });
    return registry.metrics();
  }
  return { collector, collect, logger };
}

/** The last number of each line, by the name of the API. */
function values(text, family) {
  const lines = series(text, `${family}{`);
  return Object.fromEntries(lines.map((line) => /"(.+)"\} (.+)/.exec(line).slice(1)));
}

test('every target has its status, and those that did not answer no time', async (t) => {
  const good = await startUpstream(t, reply(200, 'fine'));
  const broken = await startUpstream(t, reply(500));
  const early = await startUpstream(t, closeEarly);
  const moved = await startUpstream(t, countdown);
  const huge = await startUpstream(t, reply(200, 'x'.repeat(3_000_000)));
  const gone = await startUpstream(t, reply(200));
  await gone.stop();
  const { collect } = createCollector(t, {
    good: good.url,
    broken: broken.url,
    early: early.url,
    moved: `${moved.url}/5`,
    lost: `${moved.url}/6`,
    huge: huge.url,
    gone: gone.url,
  });
  const text = await collect();
  assert.deepEqual(values(text, AVAILABLE), {
    good: '1',
    broken: '0',
    early: '0',
    moved: '1',
    lost: '0',
    huge: '1',
    gone: '0',
  });
  assert.deepEqual(values(text, STATUS_CODE), {
    good: '200',
    broken: '500',
    moved: '200',
    huge: '200',
  });
  const times = values(text, RESPONSE_TIME);
  assert.deepEqual(Object.keys(times), ['good', 'broken', 'moved', 'huge']);
  assert.ok(Object.values(times).every((time) => time > 0 && time < 5));
});

test('expected statuses can be others, redirects among them', async (t) => {
  const upstream = await startUpstream(t, reply(302, '', { location: '/login' }));
  const { collect } = createCollector(t, { a: upstream.url }, { expectStatus: [204, 302] });
  const text = await collect();
  assert.deepEqual(values(text, AVAILABLE), { a: '1' });
  assert.deepEqual(values(text, STATUS_CODE), { a: '302' });
});

test('a target is stopped and started again, and its log is one line each', async (t) => {
  const upstream = await startUpstream(t, reply(200));
  const { collect, logger } = createCollector(t, { shop: upstream.url });
  const available = async () => values(await collect(), AVAILABLE).shop;
  assert.equal(await available(), '1');
  await upstream.stop();
  assert.equal(await available(), '0');
  assert.equal(await available(), '0');
  await upstream.start();
  assert.equal(await available(), '1');
  assert.deepEqual(
    logger.entries.map(({ level, message, api }) => [level, message, api]),
    [
      ['warn', 'API is not available', 'shop'],
      ['info', 'API is available again', 'shop'],
    ],
  );
});

test('targets that hang are 0 within the time of the scrape, and take nothing away', async (t) => {
  const good = await startUpstream(t, reply(200));
  const hanging = await startUpstream(t, () => {});
  const targets = Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`h${i}`, hanging.url]));
  const { collector } = createCollector(t, { ...targets, good: good.url }, { concurrency: 2 });
  const { get } = await startApp(t, { collectors: [collector] });
  const started = performance.now();
  const { text } = await get('/metrics', {
    headers: { 'x-prometheus-scrape-timeout-seconds': '3' },
  });
  assert.ok(performance.now() - started < 5000);
  const found = Object.values(values(text, AVAILABLE));
  assert.deepEqual(found.sort(), [...Array(5).fill('0'), '1']);
  assert.deepEqual(successes(text), { 'http-probe': 1 });
});

test('a target whose answer has no end is not available', async (t) => {
  const upstream = await startUpstream(t, drip);
  const { collect } = createCollector(t, { a: upstream.url }, { timeoutSeconds: 0.3 });
  const text = await collect();
  assert.deepEqual(values(text, AVAILABLE), { a: '0' });
  assert.deepEqual(values(text, STATUS_CODE), {});
});

test('targets that could not be asked fail the collector: nothing is known of them', async (t) => {
  const hanging = await startUpstream(t, () => {});
  const { collect } = createCollector(t, { a: hanging.url }, { concurrency: 1 });
  const busy = collect(2);
  await assert.rejects(collect(0.5), /earlier requests left no time/);
  assert.deepEqual(values(await busy, AVAILABLE), { a: '0' });
});

test('twenty scrapes at once use no more connections than allowed, later ones the same', async (t) => {
  const upstream = await startUpstream(t, (_req, res) => setTimeout(() => res.end(), 20));
  const { collect } = createCollector(t, { a: upstream.url }, { concurrency: 3 });
  const texts = await Promise.all(Array.from({ length: 20 }, () => collect()));
  assert.ok(texts.every((text) => values(text, AVAILABLE).a === '1'));
  assert.equal(upstream.requests.length, 20);
  assert.equal(upstream.connections, 3);
  for (let count = 0; count < 20; count += 1) {
    await collect();
  }
  assert.equal(upstream.connections, 3);
});
