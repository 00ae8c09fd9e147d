import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { cleanUpLater } from '../support/cleanup.ts';
import { startUpstream } from '../support/http-server.ts';
import { emptyDirectory, jsonOf, type Run, run } from './run.ts';

const CLEAN =
  '# HELP shop_orders_total Orders.\n# TYPE shop_orders_total counter\nshop_orders_total 1\n';
const DIRTY = '# HELP shop_orders Orders.\n# TYPE shop_orders counter\nshop_orders{fooBar="1"} 1\n';

const lint = (...args: string[]): Promise<Run> => run(['lint', ...args], { cwd: emptyDirectory() });

/** Listens at the first of these ports that nothing else on this machine has. */
async function firstFree(server: Server, ports: number[]): Promise<number> {
  for (const port of ports) {
    server.listen(port, '127.0.0.1');
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    if (isFree) return port;
  }
  throw new Error(`none of the ports ${ports.join(', ')} is free`);
}

describe('a URL', () => {
  test('is asked as Prometheus asks, and its user is sent, not shown', async () => {
    const upstream = await startUpstream();
    let headers: Record<string, unknown> = {};
    upstream.answer((request, response) => {
      headers = request.headers;
      response.setHeader('Content-Type', 'text/plain; version=0.0.4; charset=utf-8');
      response.setHeader('Content-Encoding', 'gzip');
      response.end(gzipSync(DIRTY));
    });
    const url = upstream.url.replace('//', '//me:pa%3Ass@');
    const done = await lint('--json', `${url}/metrics`);
    expect(done.code).toBe(3);
    expect(done.out + done.err).not.toMatch(/pa%3Ass|pa:ss/);
    expect(jsonOf(done).findings).toMatchObject([
      {
        input: `${upstream.url}/metrics`,
        rule: 'counter',
        location: `${upstream.url}/metrics:1:8`,
      },
      { rule: 'camel-case' },
    ]);
    expect(headers).toMatchObject({
      accept: expect.stringMatching(
        /^application\/openmetrics-text;version=1\.0\.0.*\*\/\*;q=0\.2$/,
      ),
      'accept-encoding': 'gzip',
      'x-prometheus-scrape-timeout-seconds': '10',
      authorization: `Basic ${Buffer.from('me:pa:ss').toString('base64')}`,
    });
  });

  test('that answers OpenMetrics is read as that', async () => {
    const upstream = await startUpstream();
    upstream.answer((_, response) => {
      response.setHeader('Content-Type', 'application/openmetrics-text; version=1.0.0');
      response.end('# HELP a A.\n# TYPE a counter\na_total 1\n# EOF\n');
    });
    expect(jsonOf(await lint('--json', upstream.url)).inputs).toMatchObject([
      { kind: 'openmetrics', metrics: 1 },
    ]);
  });

  test('tells the terminal nothing', async () => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => socket.end('HTTP/1.1 404 No\u001b[31m\u001b[2Jway\r\n\r\n'));
    });
    cleanUpLater(() => server.close());
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const { code, err } = await lint(`http://127.0.0.1:${port}/metrics`);
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringContaining('It answers 404 No\\u001b[2Jway; Prometheus wants 200.'),
    });
  });

  test('is asked at any port, also those that browsers refuse', async () => {
    const server = createServer((_, response) => {
      response.setHeader('Content-Type', 'text/plain');
      response.end(CLEAN);
    });
    cleanUpLater(() => server.close());
    const port = await firstFree(server, [10080, 6000, 6566, 6697]);
    expect((await lint(`http://127.0.0.1:${port}/metrics`)).code).toBe(0);
  });

  test('that redirects is followed, and its user is sent to no other place', async () => {
    const [upstream, other] = [await startUpstream(), await startUpstream()];
    const seen: (string | undefined)[] = [];
    upstream.answer(({ url, headers }, response) => {
      seen.push(headers.authorization);
      const location = url === '/' ? '/metrics' : `${other.url}/metrics`;
      response.writeHead(302, { Location: location }).end();
    });
    other.answer(({ headers }, response) => {
      seen.push(headers.authorization);
      response.writeHead(200, { 'Content-Type': 'text/plain' }).end(CLEAN);
    });
    expect((await lint(upstream.url.replace('//', '//me:secret@'))).code).toBe(0);
    expect(seen).toEqual([expect.any(String), expect.any(String), undefined]);
  });

  test.each([
    ['/', 'it redirects more than 10 times'],
    ['ftp://localhost/', 'it redirects to "ftp://localhost/"'],
  ])('that redirects to %s is given up', async (location, words) => {
    const upstream = await startUpstream();
    upstream.answer((_, response) => response.writeHead(301, { Location: location }).end());
    const { code, err } = await lint(upstream.url);
    expect(code).toBe(2);
    expect(err).toContain(words);
    expect(err).not.toContain('Is it running');
  });

  test('whose gzip breaks off is told', async () => {
    const upstream = await startUpstream();
    upstream.answer((_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/plain', 'Content-Encoding': 'gzip' });
      response.end(gzipSync(CLEAN).subarray(0, 30));
    });
    const { code, err } = await lint(upstream.url);
    expect(code).toBe(2);
    expect(err).toContain('It cannot be read (unexpected end of file).\n');
  });

  test.each([
    [200, undefined, 'It has no Content-Type, which Prometheus 3 refuses'],
    [200, 'text/html', 'that is a web page'],
    [200, 'application/json', 'Its Content-Type is "application/json", which Prometheus 3'],
    [200, 'constructor', 'Its Content-Type is "constructor", which Prometheus 3'],
    [200, 'application/vnd.google.protobuf; proto=x', 'lint does not read protobuf.'],
    [503, 'text/plain', 'It answers 503 Service Unavailable; Prometheus wants 200.'],
  ])('that answers %i %s is refused', async (status, type, words) => {
    const upstream = await startUpstream();
    upstream.answer((_, response) => {
      response.writeHead(status, type === undefined ? {} : { 'Content-Type': type });
      response.end(CLEAN);
    });
    const { code, err } = await lint(upstream.url);
    expect(code).toBe(2);
    expect(err).toContain(words);
  });

  test('that nobody listens at, or that breaks off, is told', async () => {
    const upstream = await startUpstream();
    upstream.answer((_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/plain', 'Content-Length': '1000' });
      response.write('a 1\n', () => response.destroy());
    });
    const broken = await lint(upstream.url);
    expect(broken.code).toBe(2);
    expect(broken.err).toContain('It cannot be read');
    await upstream.stop();
    const gone = await lint(upstream.url);
    expect(gone.code).toBe(2);
    expect(gone.err).toContain('ECONNREFUSED');
  });

  test.each([
    ['answer', () => {}],
    [
      'end',
      (_: unknown, response: ServerResponse) => {
        response.writeHead(200, { 'Content-Type': 'text/plain' }).write(CLEAN);
      },
    ],
  ])('that does not %s in time is given up', async (_, answer) => {
    const upstream = await startUpstream();
    upstream.answer(answer);
    const started = performance.now();
    const { code, err } = await lint(upstream.url);
    expect(code).toBe(2);
    expect(err).toContain('more than 10 seconds');
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
