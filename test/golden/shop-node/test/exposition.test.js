import assert from 'node:assert/strict';
import http from 'node:http';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import express from 'express';
import { createExposition } from '../src/exposition.js';
import { request } from '../testing/request.js';
import { memoryLogger, startApp } from '../testing/start-app.js';

const ACCEPT = {
  none: undefined,
  OpenMetrics: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
  'Prometheus 3':
    'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2',
};

for (const [name, accept] of Object.entries(ACCEPT)) {
  test(`the content type is exact with Accept of ${name}`, async (t) => {
    const { get } = await startApp(t);
    const { status, headers } = await get('/metrics', { headers: accept ? { accept } : {} });
    assert.equal(status, 200);
    assert.equal(headers['content-type'], 'text/plain; version=0.0.4; charset=utf-8');
  });
}

async function startExposition(t, { render, maxRequests = 0 }) {
  const logger = memoryLogger();
  const app = express().all('/metrics', createExposition({ render, maxRequests, logger }));
  const server = http.createServer(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  t.after(() => server.close());
  return { url: `http://127.0.0.1:${server.address().port}/metrics`, logger };
}

test('a large answer is compressed when that is accepted', async (t) => {
  const { url } = await startExposition(t, { render: async () => 'a'.repeat(2000) });
  const compressed = await request(url, { headers: { 'accept-encoding': 'gzip' } });
  assert.equal(compressed.headers['content-encoding'], 'gzip');
  assert.equal(compressed.headers.vary, 'Accept-Encoding');
  assert.equal(gunzipSync(compressed.bytes).toString(), 'a'.repeat(2000));
  for (const header of [{}, { 'accept-encoding': 'gzip;q=0' }]) {
    const plain = await request(url, { headers: header });
    assert.equal(plain.headers['content-encoding'], undefined);
    assert.equal(plain.text.length, 2000);
  }
});

test('a small answer is not compressed', async (t) => {
  const { url } = await startExposition(t, { render: async () => 'a 1\n' });
  const { headers } = await request(url, { headers: { 'accept-encoding': 'gzip' } });
  assert.equal(headers['content-encoding'], undefined);
});

test('HEAD gives the headers alone', async (t) => {
  const { url } = await startExposition(t, { render: async () => 'a 1\n' });
  const head = await request(url, { method: 'HEAD' });
  assert.equal(head.headers['content-length'], '4');
  assert.equal(head.text, '');
});

test('an error is a plain 500 without a stack, and is logged', async (t) => {
  const { url, logger } = await startExposition(t, {
    render: async () => {
      throw new Error('broken inside');
    },
  });
  const { status, headers, text } = await request(url);
  assert.equal(status, 500);
  assert.match(headers['content-type'], /^text\/plain/);
  assert.doesNotMatch(text, /broken inside|\bat /);
  assert.equal(logger.entries[0].message, 'scrape failed');
});

test('scrapes beyond the limit are answered with 503', async (t) => {
  let release;
  const held = new Promise((resolve) => {
    release = resolve;
  });
  let entered;
  const started = new Promise((resolve) => {
    entered = resolve;
  });
  const { url } = await startExposition(t, {
    render: async () => {
      entered();
      await held;
      return 'a 1\n';
    },
    maxRequests: 1,
  });
  const first = request(url);
  await started;
  assert.equal((await request(url)).status, 503);
  release();
  assert.equal((await first).status, 200);
  assert.equal((await request(url)).status, 200);
});
