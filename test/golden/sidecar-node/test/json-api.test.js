import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createJsonApiCollector } from '../src/collectors/json-api.js';
import { temporaryDirectory } from '../testing/certificates.js';
import { series, startApp } from '../testing/start-app.js';
import { successes } from '../testing/successes.js';
import { closeEarly, countdown, reply, replyJson, startUpstream } from '../testing/upstream.js';

const QUEUES = {
  type: 'gauge',
  name: 'test_queue_length',
  help: 'A test.',
  each: 'queues[]',
  value: 'length',
  labels: { queue: 'name' },
};
const PROCESSED = {
  type: 'counter',
  name: 'test_processed_total',
  help: 'A test.',
  value: 'processed',
  labels: {},
};

async function start(t, answer, options = {}) {
  const upstream = await startUpstream(t, answer);
  const metrics = [QUEUES, PROCESSED];
  const collector = createJsonApiCollector({ url: upstream.url, metrics, ...options });
  const { get, metricsText, logger } = await startApp(t, { collectors: [collector] });
  return {
    upstream,
    get,
    async read() {
      const text = await metricsText();
      const success = successes(text)['json-api'];
      return { success, own: series(text, 'test_'), error: logger.entries.at(-1)?.error?.message };
    },
  };
}

test('the metrics of the table are expressions that any document can be asked', async (t) => {
  const upstream = await startUpstream(t, replyJson({}));
  const collector = createJsonApiCollector({ url: upstream.url });
  const { metricsText } = await startApp(t, { collectors: [collector] });
  assert.deepEqual(successes(await metricsText()), { 'json-api': 1 });
});

test('values go up and down, and what is gone is gone', async (t) => {
  const { upstream, read } = await start(t, replyJson({ processed: 100, queues: [] }));
  assert.deepEqual((await read()).own, ['test_processed_total 100']);
  const queues = [
    { name: 'a', length: 1 },
    { name: 'b', length: 2 },
  ];
  upstream.answer = replyJson({ processed: 150, queues });
  assert.deepEqual((await read()).own, [
    'test_queue_length{queue="a"} 1',
    'test_queue_length{queue="b"} 2',
    'test_processed_total 150',
  ]);
  upstream.answer = replyJson({ processed: 20, queues: [queues[1]] });
  assert.deepEqual((await read()).own, [
    'test_queue_length{queue="b"} 2',
    'test_processed_total 20',
  ]);
});

for (const [what, answer, message] of [
  ['an error', reply(503, '{}'), 'the server answered with status 503'],
  ['no JSON', reply(200, '<html>'), 'the answer is not JSON'],
  ['bytes that are no text', reply(200, Buffer.from('"\xff"', 'latin1')), 'the answer is not JSON'],
  ['too much', reply(200, `"${'x'.repeat(10e6)}"`), 'the answer is larger than 10000000 bytes'],
  ['half an answer', closeEarly, 'the answer ended too early'],
  ['a wrong value', replyJson({ processed: 'many' }), /processed gives "many", not a number/],
]) {
  test(`${what} fails the collector until it is over`, async (t) => {
    const { upstream, read } = await start(t, answer);
    const failed = await read();
    assert.deepEqual([failed.success, failed.own], [0, []]);
    assert.match(failed.error, new RegExp(message));
    assert.ok(typeof message !== 'string' || failed.error.startsWith(`${upstream.url}/`));
    upstream.answer = reply(200, '{"processed": 1}', { 'content-type': 'text/html' });
    const { success, own } = await read();
    assert.deepEqual([success, own], [1, ['test_processed_total 1']]);
  });
}

test('a metric that cannot be read is named, and takes no other with it', async (t) => {
  const queues = [{ name: 'a', length: 'long' }];
  const { read } = await start(t, replyJson({ processed: 7, queues }));
  const { success, own, error } = await read();
  assert.deepEqual([success, own], [0, ['test_processed_total 7']]);
  assert.equal(error, 'length gives "long", not a number (test_queue_length)');
});

test('the server is stopped and started again', async (t) => {
  const { upstream, read } = await start(t, replyJson({ processed: 1 }));
  assert.equal((await read()).success, 1);
  await upstream.stop();
  assert.deepEqual((await read()).own, []);
  await upstream.start();
  assert.deepEqual((await read()).own, ['test_processed_total 1']);
});

test('a slow server costs the scrape no more than its time', async (t) => {
  const { get } = await start(t, (_req, res) => res.write('{'));
  const headers = { 'x-prometheus-scrape-timeout-seconds': '1' };
  const started = performance.now();
  const { text } = await get('/metrics', { headers });
  assert.ok(performance.now() - started < 3000);
  assert.deepEqual(successes(text), { 'json-api': 0 });
});

test('redirects are followed', async (t) => {
  const upstream = await startUpstream(t, (req, res) =>
    req.url === '/0' ? replyJson({ processed: 1 })(req, res) : countdown(req, res),
  );
  const { read } = await start(t, reply(302, '', { location: `${upstream.url}/4` }));
  assert.deepEqual((await read()).own, ['test_processed_total 1']);
});

test('headers and token are sent, the token of a file as it is now', async (t) => {
  const tokenFile = join(temporaryDirectory(t), 'token');
  const options = { headers: { 'x-shop': '1', accept: 'text/*' }, token: 'unused', tokenFile };
  const { upstream, read } = await start(t, replyJson({}), options);
  assert.match((await read()).error, /ENOENT/);
  for (const token of ['first', 'second']) {
    writeFileSync(tokenFile, `${token}\n`);
    assert.equal((await read()).success, 1);
    const { headers } = upstream.requests.at(-1);
    assert.equal(headers.authorization, `Bearer ${token}`);
    assert.deepEqual([headers['x-shop'], headers.accept], ['1', 'text/*']);
  }
  writeFileSync(tokenFile, 'two\nlines');
  const { error } = await read();
  assert.match(error, /the token is empty or holds characters/);
});

test('headers of a file are sent as they are now, and not told when they are wrong', async (t) => {
  const headersFile = join(temporaryDirectory(t), 'headers');
  const options = { headers: { 'x-shop': 'unused' }, headersFile };
  const { upstream, read } = await start(t, replyJson({}), options);
  assert.match((await read()).error, /ENOENT/);
  for (const key of ['first', 'second']) {
    writeFileSync(headersFile, `X-Key: ${key}\nX-Zone: a\n`);
    assert.equal((await read()).success, 1);
    const { headers } = upstream.requests.at(-1);
    const sent = [headers['x-key'], headers['x-zone'], headers['x-shop']];
    assert.deepEqual(sent, [key, 'a', undefined]);
  }
  writeFileSync(headersFile, 'X-Key hidden');
  const { error } = await read();
  assert.match(error, /headers: use a line such as Name: value for every header$/);
});

test('twenty scrapes at once are complete, over four connections', async (t) => {
  const { upstream, read } = await start(t, (_req, res) =>
    setTimeout(() => res.end('{"processed": 5}'), 20),
  );
  const results = await Promise.all(Array.from({ length: 20 }, () => read()));
  assert.ok(results.every(({ own }) => own[0] === 'test_processed_total 5'));
  assert.equal(upstream.requests.length, 20);
  assert.equal(upstream.connections, 4);
});
