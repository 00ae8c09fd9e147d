import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { connect as connectTls } from 'node:tls';
import { Router } from 'express';
import { startServer } from '../src/server.js';
import {
  makeCertificate,
  NO_OPENSSL,
  temporaryDirectory,
  writeWebConfig,
} from '../testing/certificates.js';
import { request } from '../testing/request.js';
import { startApp } from '../testing/start-app.js';

const PLAIN = { current: () => ({ tls: undefined }) };
const app = (_req, res) => res.end('ok');
const NO_IPV6 =
  Object.values(networkInterfaces())
    .flat()
    .some(({ address }) => address === '::1') === false && 'there is no IPv6 here';

async function startTls(t, lines = []) {
  const directory = temporaryDirectory(t);
  makeCertificate(directory, 'server');
  makeCertificate(directory, 'client', 'prometheus');
  const file = writeWebConfig(directory, [
    'tls_server_config:',
    '  cert_file: server.crt',
    '  key_file: server.key',
    ...lines.map((line) => `  ${line}`),
  ]);
  const { get, logger, server } = await startApp(t, { args: [`--web.config.file=${file}`] });
  const read = (name) => readFileSync(join(directory, name));
  const client = () => ({ cert: read('client.crt'), key: read('client.key') });
  const stranger = () => ({ cert: read('server.crt'), key: read('server.key') });
  return { directory, get, logger, server, client, stranger };
}

test('an empty host listens on IPv4 and IPv6', { skip: NO_IPV6 }, async (t) => {
  const server = await startServer({ app, listen: { host: '', port: 0 }, webConfig: PLAIN });
  t.after(() => server.close(0));
  assert.equal((await request(`http://127.0.0.1:${server.address.port}`)).text, 'ok');
  assert.equal((await request(`http://[::1]:${server.address.port}`)).text, 'ok');
});

test('a request that runs when the server stops is answered, and ends its connection', async (t) => {
  const started = Promise.withResolvers();
  const server = await startServer({
    app: (_req, res) => started.resolve(res),
    listen: { host: '127.0.0.1', port: 0 },
    webConfig: PLAIN,
  });
  t.after(() => server.close(0));
  const answer = request(server.url, { headers: { connection: 'keep-alive' } });
  const res = await started.promise;
  const closed = server.close(5000);
  res.end('ok');
  const { text, headers } = await answer;
  assert.equal(text, 'ok');
  assert.equal(headers.connection, 'close');
  await closed;
});

test('an address in use is one sentence', async (t) => {
  const { server } = await startApp(t);
  const listen = { host: '127.0.0.1', port: server.address.port };
  await assert.rejects(startServer({ app, listen, webConfig: PLAIN }), {
    name: 'ConfigError',
    message: `Cannot listen on 127.0.0.1:${listen.port}: the address is in use, choose another one with --web.listen-address.`,
  });
});

for (const [host, reason] of [
  ['no.such.host.invalid', 'the host cannot be found, check --web.listen-address'],
  ['no..host', 'the host cannot be found, check --web.listen-address'],
  // An address for documents.
  ['203.0.113.1', 'the address is not one of this machine, check --web.listen-address'],
]) {
  test(`an address that is not here: ${host}`, async () => {
    await assert.rejects(startServer({ app, listen: { host, port: 8080 }, webConfig: PLAIN }), {
      name: 'ConfigError',
      message: `Cannot listen on ${host}:8080: ${reason}.`,
    });
  });
}

test('a client that sends the head of a request bit by bit is given up', async (t) => {
  const patience = { headersTimeout: 300, requestTimeout: 5000, connectionsCheckingInterval: 50 };
  const listen = { host: '127.0.0.1', port: 0 };
  const server = await startServer({ app, listen, webConfig: PLAIN, patience });
  t.after(() => server.close(0));
  const client = connect(server.address.port, '127.0.0.1');
  client.on('error', () => {});
  client.write('GET / HTTP/1.1\r\nX-Slow: ');
  const sending = setInterval(() => client.write('x'), 50);
  t.after(() => clearInterval(sending));
  const [answer] = await once(client, 'data', { signal: AbortSignal.timeout(5000) });
  assert.match(answer.toString(), /^HTTP\/1\.1 408 /);
});

test('closing lets a running request finish and cuts it off after the grace period', async (t) => {
  for (const [grace, expected] of [
    [5000, 'done'],
    [50, 'ECONNRESET'],
  ]) {
    const arrived = Promise.withResolvers();
    const routes = () =>
      Router().get('/slow', (_req, res) => arrived.resolve(() => res.send('done')));
    const { server, get } = await startApp(t, { routes });
    const answer = get('/slow').then(
      ({ text }) => text,
      ({ code }) => code,
    );
    const finish = await arrived.promise;
    const closed = server.close(grace);
    if (expected === 'done') {
      finish();
    }
    await closed;
    assert.equal(await answer, expected);
  }
});

test('clients of TLS that say nothing do not hold up the end', { skip: NO_OPENSSL }, async (t) => {
  const { server } = await startTls(t);
  const { port } = server.address;
  // One has not begun the handshake, the other has ended it and asks nothing.
  const silent = connect(port, '127.0.0.1');
  const greeted = connectTls(port, { rejectUnauthorized: false });
  t.after(() => {
    silent.destroy();
    greeted.destroy();
  });
  await once(greeted, 'secureConnect');
  const started = performance.now();
  await server.close(9000);
  assert.ok(performance.now() - started < 5000);
});

test('a renewed certificate is shown to the next connection', { skip: NO_OPENSSL }, async (t) => {
  const { directory, get, logger } = await startTls(t);
  assert.equal((await get('/healthz')).certificate.subject.CN, 'localhost');
  makeCertificate(directory, 'server', 'renewed');
  assert.equal((await get('/healthz')).certificate.subject.CN, 'renewed');
  writeWebConfig(directory, ['basic_auth_users: {}']);
  assert.equal((await get('/healthz')).status, 200);
  assert.match(logger.entries.at(-1).error.message, /needs a restart/);
});

test('TLS 1.2 is refused when TLS13 is asked for', { skip: NO_OPENSSL }, async (t) => {
  const { get } = await startTls(t, ['min_version: TLS13']);
  assert.equal((await get('/healthz')).status, 200);
  await assert.rejects(get('/healthz', { maxVersion: 'TLSv1.2' }));
});

for (const [type, accepted] of [
  ['RequestClientCert', { none: true, stranger: true, client: true }],
  ['RequireAnyClientCert', { none: false, stranger: true, client: true }],
  ['VerifyClientCertIfGiven', { none: true, stranger: false, client: true }],
  ['RequireAndVerifyClientCert', { none: false, stranger: false, client: true }],
]) {
  test(`client certificates: ${type}`, { skip: NO_OPENSSL }, async (t) => {
    const lines = [`client_auth_type: ${type}`, 'client_ca_file: client.crt'];
    const { get, client, stranger } = await startTls(t, lines);
    for (const [name, options] of Object.entries({
      none: {},
      stranger: stranger(),
      client: client(),
    })) {
      const status = await get('/healthz', options).then(
        (response) => response.status === 200,
        () => false,
      );
      assert.equal(status, accepted[name], name);
    }
  });
}
