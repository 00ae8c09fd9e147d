import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import { checkPush, standInGateway } from '../../../src/verify/pushgateway.ts';

const spec = resolveSpec({ version: 1, name: 'shop', pattern: 'batch' });
const put = (path: string, method = 'PUT') => checkPush([{ method, path, text: '' }], spec);

test.each(['/metrics/job/shop', '/metrics/job/shop/branch/north'])('%s passes', (path) => {
  expect(put(path)).toMatchObject({ state: 'passed', details: [`PUT ${path}`] });
});

test.each([
  ['another job', '/metrics/job/shop-2'],
  ['no job', '/metrics'],
  ['a group of each instance', '/metrics/job/shop/instance/a'],
])('%s fails', (_, path) => {
  expect(put(path)).toMatchObject({ state: 'failed', details: [expect.stringContaining(path)] });
});

test('another method fails, and so does no push', () => {
  expect(put('/metrics/job/shop', 'DELETE')).toMatchObject({ state: 'failed' });
  expect(checkPush([], spec)).toEqual({ state: 'failed', details: ['The job pushed nothing.'] });
});

test('the stand-in takes a push, and goes on after one that breaks off', async () => {
  const gateway = await standInGateway();
  try {
    const { hostname, port } = new URL(gateway.url);
    const client = connect(Number(port), hostname);
    await once(client, 'connect');
    client.write('PUT /metrics/job/shop HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf');
    await new Promise((resolve) => setTimeout(resolve, 50));
    client.destroy();
    await once(client, 'close');
    const url = `${gateway.url}/metrics/job/shop`;
    const { status } = await fetch(url, { method: 'PUT', body: 'shop_up 1\n' });
    expect(status).toBe(200);
    expect(gateway.pushes).toEqual([
      { method: 'PUT', path: '/metrics/job/shop', text: 'shop_up 1\n' },
    ]);
  } finally {
    gateway.close();
  }
});
