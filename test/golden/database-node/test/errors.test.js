import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import { test } from 'node:test';
import express from 'express';
import { createErrorHandler } from '../src/errors.js';
import { request } from '../testing/request.js';
import { memoryLogger } from '../testing/start-app.js';

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
