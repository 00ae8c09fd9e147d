import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startApp } from '../testing/start-app.js';

test('name, version and relative links', async (t) => {
  const { get } = await startApp(t);
  const { headers, text } = await get('/');
  assert.match(headers['content-type'], /^text\/html/);
  assert.match(headers['content-security-policy'], /^default-src 'none'/);
  assert.match(text, /<h1>accounts<\/h1>/);
  assert.match(text, /Version \d+\.\d+\.\d+/);
  for (const link of ['metrics', 'healthz', 'readyz']) {
    assert.ok(text.includes(`href="${link}"`), link);
  }
});

test('collectors with their state, duration and last error, escaped', async (t) => {
  const broken = {
    name: 'broken',
    collect() {
      throw new Error('<script>alert("x")</script>');
    },
  };
  const { get } = await startApp(t, { collectors: [broken] });
  assert.match((await get('/')).text, /<td>broken<\/td>\n<td>not run yet<\/td>\n<td><\/td>/);
  await get('/metrics');
  const { text } = await get('/');
  assert.match(text, /<td>failed<\/td>\n<td>\d+\.\d{3} s<\/td>\n<td>&#60;script&#62;/);
  assert.doesNotMatch(text, /<script>/);
});
