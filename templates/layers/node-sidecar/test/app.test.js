import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fake } from '../testing/fake-collectors.js';
import { series, startApp } from '../testing/start-app.js';

{{{constant 'ERRORS' own.scrapeErrors.name}}}

test('two applications in one process count for themselves', async (t) => {
  const collectors = [
    fake('down', () => {
      throw new Error('upstream is down');
    }),
  ];
  const applications = await Promise.all([
    startApp(t, { collectors }),
    startApp(t, { collectors }),
  ]);
  await applications[0].metricsText();
  for (const [index, { metricsText }] of applications.entries()) {
    assert.deepEqual(series(await metricsText(), ERRORS), [
      `${ERRORS}{collector="down"} ${2 - index}`,
    ]);
  }
});

test('health and readiness answer, readiness until the shutdown', async (t) => {
  const { get, shutDown } = await startApp(t);
  assert.equal((await get('/healthz')).text, 'ok\n');
  assert.equal((await get('/readyz')).status, 200);
  shutDown();
  assert.equal((await get('/readyz')).status, 503);
  assert.equal((await get('/healthz')).status, 200);
});

test('the telemetry path can be changed', async (t) => {
  const { get } = await startApp(t, { args: ['--web.telemetry-path=/internal/metrics'] });
  assert.equal((await get('/internal/metrics')).status, 200);
  assert.equal((await get('/metrics')).status, 404);
  assert.match((await get('/')).text, /href="internal\/metrics"/);
});

test('a path that is not there is a plain 404', async (t) => {
  const { get } = await startApp(t);
  const { status, headers, text } = await get('/nowhere');
  assert.equal(status, 404);
  assert.match(headers['content-type'], /^text\/plain/);
  assert.equal(text, 'Not found\n');
});
