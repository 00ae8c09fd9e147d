import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import { pipeline } from 'node:stream/promises';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import express from 'express';
import { createErrorHandler } from '../src/errors.js';
import { request } from '../testing/request.js';
import { memoryLogger, startApp } from '../testing/start-app.js';

async function startServing(t, handler) {
  const logger = memoryLogger();
  const app = express();
  app.use(handler);
  app.use(createErrorHandler(logger));
  const server = http.createServer(app).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  return { logger, url: `http://127.0.0.1:${server.address().port}/` };
}

async function startFailing(t, error) {
  const { logger, url } = await startServing(t, () => {
    throw error;
  });
  return { logger, answer: await request(url) };
}

test('a failing request is a plain 500 and its stack goes to the log', async (t) => {
  const { logger, answer } = await startFailing(t, new Error('secret detail'));
  assert.equal(answer.status, 500);
  assert.equal(answer.text, 'Internal server error\n');
  assert.match(logger.entries.find(({ level }) => level === 'error').stack, /secret detail/);
});

for (const [status, text] of [
  [400, 'Bad request\n'],
  [415, 'Unsupported media type\n'],
  [499, 'Bad request\n'],
]) {
  test(`a request refused with ${status} is plain text and not logged`, async (t) => {
    const { logger, answer } = await startFailing(t, Object.assign(new Error('x'), { status }));
    assert.equal(answer.status, status);
    assert.equal(answer.text, text);
    assert.deepEqual(logger.entries, []);
  });
}

for (const [name, given, status, text] of [
  ['status', 503, 503, 'Service unavailable\n'],
  ['status', 599, 599, 'Internal server error\n'],
  ['statusCode', 413, 413, 'Payload too large\n'],
  ['status', 200, 500, 'Internal server error\n'],
  ['status', 600, 500, 'Internal server error\n'],
  ['status', '404', 500, 'Internal server error\n'],
  ['statusCode', 404.5, 500, 'Internal server error\n'],
]) {
  test(`an error with ${name} ${given} is a plain ${status}`, async (t) => {
    const error = Object.assign(new Error('secret detail'), { [name]: given });
    const { logger, answer } = await startFailing(t, error);
    assert.deepEqual([answer.status, answer.text], [status, text]);
    const levels = logger.entries.map(({ level }) => level);
    assert.deepEqual(levels, status < 500 ? [] : ['error']);
  });
}

test('the headers of an error are sent with its status', async (t) => {
  const headers = {
    'Retry-After': '120',
    Allow: 'GET\nPOST',
    'Content-Encoding': 'gzip',
    'Set-Cookie': 'a=b',
  };
  const error = Object.assign(new Error('x'), { status: 503, headers });
  const { answer } = await startFailing(t, error);
  assert.equal(answer.headers['retry-after'], '120');
  assert.equal(answer.headers['content-type'], 'text/plain; charset=utf-8');
  for (const name of ['allow', 'content-encoding', 'set-cookie']) {
    assert.equal(answer.headers[name], undefined);
  }
});

test('a client that goes away is no failure of the program', async (t) => {
  const { logger, url } = await startServing(t, async (req, res) => {
    for await (const _ of req) {
      // The rest of the body never comes.
    }
    res.end();
  });
  const upload = http.request(url, { method: 'POST', agent: false });
  upload.on('error', () => {});
  upload.write('half a body');
  await setTimeout(100);
  upload.destroy();
  while (logger.entries.length === 0) {
    await setTimeout(10);
  }
  const [{ level, message, stack }] = logger.entries;
  assert.deepEqual([level, message, stack], ['debug', 'client went away', undefined]);
});

test('an answer that the program breaks off is logged, one that the client leaves is not', async (t) => {
  let source;
  const { logger, url } = await startServing(t, (_req, res) => pipeline(source, res));
  const answered = () => once(http.get(url, { agent: false }), 'response');

  source = brokenSource();
  const [broken] = await answered();
  await assert.rejects(broken.toArray(), /aborted/);
  assert.equal(logger.entries[0].level, 'error');
  assert.match(logger.entries[0].stack, /the source broke/);

  source = endlessSource();
  const [left] = await answered();
  left.destroy();
  while (logger.entries.length === 1) {
    await setTimeout(10);
  }
  assert.equal(logger.entries[1].level, 'debug');
});

async function* brokenSource() {
  yield 'half an answer';
  await setTimeout(50);
  throw new Error('the source broke');
}

async function* endlessSource() {
  for (;;) {
    yield 'more';
    await setTimeout(5);
  }
}

for (const path of ['/', '/metrics', '/healthz', '/readyz']) {
  test(`${path} is only read`, async (t) => {
    const { get } = await startApp(t);
    assert.equal((await get(path, { method: 'HEAD' })).status, 200);
    for (const method of ['POST', 'OPTIONS']) {
      const { status, headers, text } = await get(path, { method });
      assert.deepEqual([status, text], [405, 'Method not allowed\n']);
      assert.equal(headers.allow, 'GET, HEAD');
    }
  });
}

for (const path of ['/METRICS', '/metrics/', '/Healthz']) {
  test(`paths are exact: ${path}`, async (t) => {
    const { get } = await startApp(t);
    assert.equal((await get(path)).status, 404);
  });
}
