import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { createHttpClient } from '../src/http-client.js';
import { makeCertificate, NO_OPENSSL, temporaryDirectory } from '../testing/certificates.js';
import { closeEarly, countdown, reply, startUpstream } from '../testing/upstream.js';

function createClient(t, options = {}) {
  const client = createHttpClient({ connections: 2, ...options });
  t.after(() => client.close());
  return (url, more) =>
    client.get(url, { signal: AbortSignal.timeout(5000), maxBytes: 1000, ...more });
}

test('an answer has a status, a body and a duration', async (t) => {
  const upstream = await startUpstream(t, reply(201, 'hello'));
  const { status, body, complete, seconds } = await createClient(t)(`${upstream.url}/x?y`);
  assert.deepEqual([status, body.toString(), complete], [201, 'hello', true]);
  assert.ok(seconds > 0 && seconds < 5);
  assert.equal(upstream.requests[0].url, '/x?y');
  const agent = upstream.requests[0].headers['user-agent'];
  assert.match(agent, /^{{{name}}}\/\d/);
});

test('five redirects are followed, a sixth is refused', async (t) => {
  const upstream = await startUpstream(t, countdown);
  const get = createClient(t);
  assert.equal((await get(`${upstream.url}/5`)).status, 200);
  assert.equal(upstream.requests.length, 6);
  await assert.rejects(get(`${upstream.url}/6`), { message: 'more than 5 redirects' });
  assert.equal((await get(`${upstream.url}/5`, { final: [302] })).status, 302);
});

test('a redirect without an address is an answer, and to a file an error', async (t) => {
  const upstream = await startUpstream(t, reply(301));
  const get = createClient(t);
  assert.equal((await get(upstream.url)).status, 301);
  upstream.answer = reply(301, '', { location: 'file:///etc/passwd' });
  await assert.rejects(get(upstream.url), /something else than http/);
});

test('credentials go to the server they are for and no further', async (t) => {
  const other = await startUpstream(t, reply(200));
  const upstream = await startUpstream(t, reply(307, '', { location: `${other.url}/there` }));
  const url = upstream.url.replace('//', '//user:p%40ss@');
  await createClient(t)(url, { headers: { 'x-key': '1' } });
  const [first] = upstream.requests;
  assert.equal(first.headers.authorization, `Basic ${btoa('user:p@ss')}`);
  assert.equal(first.headers['x-key'], '1');
  const [second] = other.requests;
  assert.equal(second.url, '/there');
  assert.equal(second.headers.authorization, undefined);
  assert.equal(second.headers['x-key'], undefined);
});

test('a long body is cut, and the connection with it', async (t) => {
  const upstream = await startUpstream(t, (_req, res) => {
    const write = () => res.write('x'.repeat(1000), () => res.destroyed || setTimeout(write, 1));
    write();
  });
  const { body, complete } = await createClient(t)(upstream.url);
  assert.equal(body.length, 1000);
  assert.equal(complete, false);
});

test('an answer that ends too early is an error', async (t) => {
  const upstream = await startUpstream(t, closeEarly);
  await assert.rejects(createClient(t)(upstream.url), { message: 'the answer ended too early' });
});

test('nothing is waited for longer than allowed', async (t) => {
  const upstream = await startUpstream(t, (_req, res) => {
    res.write('x');
    const timer = setInterval(() => res.write('x'), 50);
    res.on('close', () => clearInterval(timer));
  });
  const started = performance.now();
  await assert.rejects(createClient(t)(upstream.url, { seconds: 0.3 }), { name: 'TimeoutError' });
  assert.ok(performance.now() - started < 1500);
});

test('a connection the server has closed is replaced', async (t) => {
  // Answers once per connection, promises more, and closes at the next request.
  const server = net.createServer((socket) => {
    let asked = false;
    socket.on('error', () => {});
    socket.on('data', () => {
      if (asked) {
        socket.resetAndDestroy();
      } else {
        asked = true;
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
      }
    });
  });
  t.after(() => server.close());
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const get = createClient(t);
  for (let count = 0; count < 3; count += 1) {
    const { body } = await get(`http://127.0.0.1:${server.address().port}`);
    assert.equal(body.toString(), 'ok');
  }
});

test('a certificate nobody vouches for is refused', { skip: NO_OPENSSL }, async (t) => {
  const directory = temporaryDirectory(t);
  makeCertificate(directory, 'server', 'localhost');
  const files = { cert: join(directory, 'server.crt'), key: join(directory, 'server.key') };
  const upstream = await startUpstream(t, reply(200, 'secure'), files);
  const url = upstream.url.replace('127.0.0.1', 'localhost');
  await assert.rejects(createClient(t)(url), /self-signed certificate/);
  const { body } = await createClient(t, { ca: readFileSync(files.cert, 'utf8') })(url);
  assert.equal(body.toString(), 'secure');
});
