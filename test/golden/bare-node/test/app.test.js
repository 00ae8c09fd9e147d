import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Router } from 'express';
import { series, startApp } from '../testing/start-app.js';

const REQUESTS = 'bare_http_requests_total';

test('two applications in one process count for themselves', async (t) => {
  const [first, second] = await Promise.all([startApp(t), startApp(t)]);
  await first.get('/anything');
  assert.equal(series(await first.metricsText(), `${REQUESTS}{`).length, 1);
  assert.equal(series(await second.metricsText(), `${REQUESTS}{`).length, 0);
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

test('the landing page leaves what does not read to a route of the program', async (t) => {
  const routes = () => Router().post('/', (_req, res) => res.status(201).send('made'));
  const { get } = await startApp(t, { routes });
  assert.equal((await get('/', { method: 'POST' })).status, 201);
  assert.equal((await get('/', { method: 'PUT' })).status, 405);
  assert.match((await get('/')).text, /href="metrics"/);
});

test('a failing route ends in the error handler', async (t) => {
  const routes = () =>
    Router().get('/fails', () => {
      throw new Error('on purpose');
    });
  const { get } = await startApp(t, { routes });
  assert.equal((await get('/fails')).text, 'Internal server error\n');
});
