import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import { test } from 'node:test';
import express, { Router } from 'express';
import { series, startApp } from '../testing/start-app.js';

const REQUESTS = 'app_http_requests_total';
const DURATION = 'app_http_request_duration_seconds';
const IN_PROGRESS = 'app_http_requests_in_progress';

function testRoutes() {
  const orders = Router()
    .get('/orders/:id', (_req, res) => res.send('an order'))
    .get('/fails/:id', () => {
      throw new Error('on purpose');
    })
    .get('/rejects/:id', async () => {
      throw new Error('on purpose');
    });
  return Router()
    .use('/api', orders)
    .use('/shops/:shop/v1', orders)
    .use('/regions/:region', Router({ mergeParams: true }).use('/:from-:to', orders))
    .use('/cities/:city', Router({ mergeParams: true }).use('/orders', orders))
    .use(['/here/', /^\/there\/\d+/], Router().use(orders))
    .use('/app', express().use('/{:language}', orders))
    .use('/between/:from-:to', orders)
    .get(/^\/files/, (_req, res) => res.send('a file'))
    .get('/half', (_req, res) => {
      res.write('half an answer');
      throw new Error('on purpose');
    });
}

for (const [path, route, status] of [
  ['/api/orders/1', '/api/orders/:id', 200],
  ['/api/fails/1', '/api/fails/:id', 500],
  ['/api/rejects/1', '/api/rejects/:id', 500],
  ['/shops/a%20b/v1/orders/1', '/shops/:shop/v1/orders/:id', 200],
  ['/shops/s/v1/fails/1', '/shops/:shop/v1/fails/:id', 500],
  ['/regions/7/7-8/orders/7', '/regions/:region/:from-:to/orders/:id', 200],
  ['/cities/rde/orders/orders/1', '/cities/:city/orders/orders/:id', 200],
  ['/API/Orders/1', '/api/orders/:id', 200],
  ['/here/orders/1', '/here/orders/:id', 200],
  ['/there/7/orders/1', '/^\\\\/there\\\\/\\\\d+/orders/:id', 200],
  ['/app/de/orders/1', '/app/{:language}/orders/:id', 200],
  ['/files/1', '/^\\\\/files/', 200],
  ['/nowhere', 'unmatched', 404],
]) {
  test(`${path} is counted as ${route}`, async (t) => {
    const { get, metricsText } = await startApp(t, { routes: testRoutes });
    assert.equal((await get(path)).status, status);
    const text = await metricsText();
    const labels = `{method="GET",route="${route}",status="${status}"}`;
    assert.deepEqual(series(text, `${REQUESTS}{`), [`${REQUESTS}${labels} 1`]);
    assert.deepEqual(series(text, `${DURATION}_count`), [`${DURATION}_count${labels} 1`]);
  });
}

test('a method that a path does not have matches no route', async (t) => {
  const { get, metricsText } = await startApp(t);
  assert.equal((await get('/', { method: 'POST' })).status, 405);
  assert.deepEqual(series(await metricsText(), `${REQUESTS}{`), [
    `${REQUESTS}{method="POST",route="unmatched",status="405"} 1`,
  ]);
});

test('500 random paths and unusual methods add no series', async (t) => {
  const { get, metricsText } = await startApp(t, { routes: testRoutes });
  const paths = Array.from({ length: 500 }, (_, index) => `/${index.toString(36)}/x${index}`);
  await Promise.all(paths.map((path) => get(path)));
  await Promise.all(['PROPFIND', 'LOCK', 'PURGE'].map((method) => get('/x', { method })));
  assert.deepEqual(series(await metricsText(), `${REQUESTS}{`), [
    `${REQUESTS}{method="GET",route="unmatched",status="404"} 500`,
    `${REQUESTS}{method="other",route="unmatched",status="404"} 3`,
  ]);
});

test('500 random values in mount paths make one series each', async (t) => {
  const { get, metricsText } = await startApp(t, { routes: testRoutes });
  for (let index = 0; index < 500; index += 1) {
    const value = randomBytes(index % 5).toString('hex');
    await get(`/between/${value}1-1/orders/1`);
    await get(`/cities/${value || 'o'}/orders/orders/1`);
  }
  assert.deepEqual(series(await metricsText(), `${REQUESTS}{`), [
    `${REQUESTS}{method="GET",route="/between/:from-:to/orders/:id",status="200"} 500`,
    `${REQUESTS}{method="GET",route="/cities/:city/orders/orders/:id",status="200"} 500`,
  ]);
});

test('an error in the middle of an answer is counted as 500', async (t) => {
  const { get, metricsText } = await startApp(t, { routes: testRoutes });
  await assert.rejects(get('/half'));
  const text = await metricsText();
  assert.deepEqual(series(text, `${REQUESTS}{`), [
    `${REQUESTS}{method="GET",route="/half",status="500"} 1`,
  ]);
  assert.deepEqual(series(text, `${IN_PROGRESS} `), [`${IN_PROGRESS} 0`]);
});

test('scrapes and probes are not counted', async (t) => {
  const { get, metricsText } = await startApp(t);
  await Promise.all(['/metrics', '/healthz', '/readyz'].map((path) => get(path)));
  assert.deepEqual(series(await metricsText(), `${REQUESTS}{`), []);
});

test('a client that goes away is counted as 499 and leaves nothing in progress', async (t) => {
  const arrived = Promise.withResolvers();
  const gone = Promise.withResolvers();
  const routes = () =>
    Router().get('/slow', (_req, res) => {
      res.once('close', gone.resolve);
      arrived.resolve();
    });
  const { url, metricsText } = await startApp(t, { routes });
  const request = http.get(`${url}/slow`, { agent: false });
  const failed = once(request, 'error');
  await arrived.promise;
  assert.deepEqual(series(await metricsText(), `${IN_PROGRESS} `), [`${IN_PROGRESS} 1`]);
  request.destroy();
  await Promise.all([failed, gone.promise]);
  const text = await metricsText();
  assert.deepEqual(series(text, `${REQUESTS}{`), [
    `${REQUESTS}{method="GET",route="/slow",status="499"} 1`,
  ]);
  assert.deepEqual(series(text, `${IN_PROGRESS} `), [`${IN_PROGRESS} 0`]);
});
