import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createExampleRoutes } from '../src/example.js';
import { startApp } from '../testing/start-app.js';

test('the example route answers', async (t) => {
  const { get } = await startApp(t, { routes: createExampleRoutes });
  for (const method of ['GET', 'POST']) {
    const { status, headers, text } = await get('/example', { method });
    assert.equal(status, 200);
    assert.match(headers['content-type'], /^application\/json/);
    assert.deepEqual(JSON.parse(text), { ok: true });
  }
});
