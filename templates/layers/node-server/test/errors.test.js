import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import { test } from 'node:test';
import express from 'express';
import { createErrorHandler } from '../src/errors.js';
import { request } from '../testing/request.js';
import { memoryLogger, startApp } from '../testing/start-app.js';

async function startFailing(t, error) {
  const logger = memoryLogger();
  const app = express();
  app.get('/', () => {
    throw error;
  });
  app.use(createErrorHandler(logger));
  const server = http.createServer(app).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  return { logger, answer: await request(`http://127.0.0.1:${server.address().port}/`) };
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
