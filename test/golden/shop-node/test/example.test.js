import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createExampleRoutes } from '../src/example.js';
import { startApp } from '../testing/start-app.js';

test('the example route records one of every event', async (t) => {
  const { get, metrics } = await startApp(t, { routes: createExampleRoutes });
  const events = Object.keys(metrics).map((name) => t.mock.method(metrics, name).mock);
  for (const [index, method] of ['GET', 'POST'].entries()) {
    const { status, headers, text } = await get('/example', { method });
    assert.equal(status, 200);
    assert.match(headers['content-type'], /^application\/json/);
    assert.deepEqual(JSON.parse(text), { ok: true });
    assert.ok(events.every((event) => event.callCount() === index + 1));
  }
});
