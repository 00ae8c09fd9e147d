import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import { connect } from 'node:net';
import { pipeline, Readable } from 'node:stream';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import express, { Router } from 'express';
import { series, startApp } from '../testing/start-app.js';

const REQUESTS = 'bare_http_requests_total';
const DURATION = 'bare_http_request_duration_seconds';
const IN_PROGRESS = 'bare_http_requests_in_progress';

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
    .use('/carts/:cart/items', Router().use(express.json()).use(orders))
    .use('/carts', (_req, _res, next) => next())
    .use('/assets/:kind', express.static(import.meta.dirname))
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
  ['/assets/7/http-metrics.test.js', '/assets/:kind', 200],
  ['/assets/7/nothing', '/assets/:kind', 404],
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

test('a body that cannot be read is counted for the router that was to get it', async (t) => {
  const { url, metricsText } = await startApp(t, { routes: testRoutes });
  const headers = { 'content-type': 'application/json' };
  for (const path of ['/carts/1/items/orders/1', '/carts/2/items']) {
    const answer = await fetch(url + path, { method: 'POST', headers, body: '{' });
    assert.equal(answer.status, 400);
  }
  assert.deepEqual(series(await metricsText(), `${REQUESTS}{`), [
    `${REQUESTS}{method="POST",route="/carts/:cart/items",status="400"} 2`,
  ]);
});

test('500 random paths below a mounted router make one series', async (t) => {
  const { get, metricsText } = await startApp(t, { routes: testRoutes });
  const paths = Array.from({ length: 500 }, (_, index) => `/carts/${index}/items/x${index}`);
  await Promise.all(paths.map((path) => get(path)));
  assert.deepEqual(series(await metricsText(), `${REQUESTS}{`), [
    `${REQUESTS}{method="GET",route="/carts/:cart/items",status="404"} 500`,
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

test('a stream that breaks is counted as 500', async (t) => {
  async function* source() {
    yield 'half an answer';
    await setTimeout(50);
    throw new Error('on purpose');
  }
  const routes = () => Router().get('/torn', (_req, res) => pipeline(source(), res, () => {}));
  const { get, metricsText } = await startApp(t, { routes });
  await assert.rejects(get('/torn'));
  assert.deepEqual(series(await metricsText(), `${REQUESTS}{`), [
    `${REQUESTS}{method="GET",route="/torn",status="500"} 1`,
  ]);
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

async function* endless() {
  for (;;) {
    yield 'more';
    await setTimeout(5);
  }
}

for (const [name, answer] of [
  ['a pipeline', (_req, res) => pipeline(endless(), res, () => {})],
  ['a pipe', (_req, res) => Readable.from(endless()).pipe(res)],
  [
    'a loop',
    async (_req, res) => {
      for await (const text of endless()) {
        if (res.closed) {
          break;
        }
        res.write(text);
      }
    },
  ],
]) {
  test(`a client that leaves in the middle of ${name} is counted as 499`, async (t) => {
    const gone = Promise.withResolvers();
    const routes = () =>
      Router().get('/long', (req, res) => {
        res.once('close', gone.resolve);
        return answer(req, res);
      });
    const { url, metricsText } = await startApp(t, { routes });
    const [response] = await once(http.get(`${url}/long`, { agent: false }), 'response');
    response.destroy();
    await gone.promise;
    assert.deepEqual(series(await metricsText(), `${REQUESTS}{`), [
      `${REQUESTS}{method="GET",route="/long",status="499"} 1`,
    ]);
  });
}

const UPLOAD = [
  'POST /upload HTTP/1.1',
  'Host: a',
  'Content-Type: text/plain',
  'Content-Length: 100',
  '',
  'half a body',
].join('\r\n');

test('a client that leaves in its upload is counted as 499, one that is too slow as 408', async (t) => {
  const routes = () => Router().post('/upload', express.text());
  const patience = { requestTimeout: 300, connectionsCheckingInterval: 50 };
  const { server, metricsText, logger } = await startApp(t, { routes, patience });

  const slow = connect(server.address.port, '127.0.0.1');
  slow.write(UPLOAD);
  const [answer] = await once(slow, 'data');
  assert.match(answer.toString(), /^HTTP\/1\.1 408 /);

  const leaving = connect(server.address.port, '127.0.0.1');
  leaving.write(UPLOAD);
  while (series(await metricsText(), `${IN_PROGRESS} 1`).length === 0) {
    await setTimeout(10);
  }
  leaving.destroy();
  while (series(await metricsText(), `${IN_PROGRESS} 0`).length === 0) {
    await setTimeout(10);
  }

  assert.deepEqual(series(await metricsText(), `${REQUESTS}{`), [
    `${REQUESTS}{method="POST",route="/upload",status="408"} 1`,
    `${REQUESTS}{method="POST",route="/upload",status="499"} 1`,
  ]);
  assert.ok(logger.entries.every(({ level }) => level === 'debug'));
});
