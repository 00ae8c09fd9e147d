import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startApp } from '../testing/start-app.js';

test('name, version and relative links', async (t) => {
  const { get } = await startApp(t);
  const { headers, text } = await get('/');
  assert.match(headers['content-type'], /^text\/html/);
  assert.match(headers['content-security-policy'], /^default-src 'none'/);
  assert.match(text, /<h1>bare<\/h1>/);
  assert.match(text, /Version \d+\.\d+\.\d+/);
  for (const link of ['metrics', 'healthz', 'readyz']) {
    assert.ok(text.includes(`href="${link}"`), link);
  }
});
