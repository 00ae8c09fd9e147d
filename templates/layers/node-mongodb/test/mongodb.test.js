import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Registry } from {{client}};
import { checkMongodbUri, createMongodbCollector } from '../src/collectors/mongodb.js';
import { secretFrom } from '../src/secret.js';
import { temporaryDirectory } from '../testing/certificates.js';
import { serverStatus, startMongodbServer } from '../testing/mongodb-server.js';
import { series } from '../testing/start-app.js';

{{{constant 'CONNECTIONS' families.mongodb.connections.name}}}
const PREFIX = CONNECTIONS.replace('connections', '');
const DATABASES = {
  listDatabases: { databases: [{ name: 'admin' }, { name: 'shop' }], ok: 1 },
  dbStats: ({ $db }) => ({ objects: $db.length, storageSize: 4096, indexSize: 1024, ok: 1 }),
};
const UNAUTHORIZED = { ok: 0, code: 13, errmsg: 'not authorized' };

/** The series without what all names begin with. */
function shown(text) {
  return series(text, PREFIX).map((line) => line.slice(PREFIX.length));
}

function startCollector(t, uri) {
  const collector = createMongodbCollector({ uri: typeof uri === 'string' ? () => uri : uri });
  t.after(() => collector.close());
  return async (seconds = 5) => {
    const registry = new Registry();
    const signal = AbortSignal.timeout(seconds * 1000);
    await collector.collect({ registry, signal, seconds });
    return registry.metrics();
  };
}

test('every metric that serverStatus and dbStats give', async (t) => {
  const server = await startMongodbServer(t, { serverStatus: serverStatus(), ...DATABASES });
  const text = await startCollector(t, server.uri)();
  assert.deepEqual(shown(text), [
    'connections{state="current"} 12',
    'connections{state="available"} 51188',
    'connections{state="active"} 3',
    'operations_total{operation="insert"} 100',
    'operations_total{operation="query"} 2500',
    'operations_total{operation="update"} 30',
    'operations_total{operation="delete"} 5',
    'operations_total{operation="getmore"} 7',
    'operations_total{operation="command"} 9000',
    'uptime_seconds 86400.5',
    'memory_bytes{kind="resident"} 157286400',
    'memory_bytes{kind="virtual"} 2936012800',
    'network_bytes_total{direction="in"} 123456789',
    'network_bytes_total{direction="out"} 9007199254740992',
    'network_requests_total 4321',
    'documents_total{operation="deleted"} 5',
    'documents_total{operation="inserted"} 100',
    'documents_total{operation="returned"} 2000',
    'documents_total{operation="updated"} 30',
    'asserts_total{kind="regular"} 0',
    'asserts_total{kind="warning"} 0',
    'asserts_total{kind="msg"} 0',
    'asserts_total{kind="user"} 42',
    'asserts_total{kind="tripwire"} 0',
    'database_objects{database="admin"} 5',
    'database_objects{database="shop"} 4',
    'database_size_bytes{database="admin"} 5120',
    'database_size_bytes{database="shop"} 5120',
  ]);
});

test('what the server does not tell is absent', async (t) => {
  const server = await startMongodbServer(t, {
    serverStatus: { uptime: 5, opcounters: { insert: 1 }, ok: 1 },
    listDatabases: UNAUTHORIZED,
  });
  const collect = startCollector(t, server.uri);
  const found = ['operations_total{operation="insert"} 1', 'uptime_seconds 5'];
  assert.deepEqual(shown(await collect()), found);
  Object.assign(server.answers, { ...DATABASES, dbStats: UNAUTHORIZED });
  assert.deepEqual(shown(await collect()), found);
  server.answers.dbStats = { objects: 4, indexSize: 1024, ok: 1 };
  const objects = ['admin', 'shop'].map((name) => `database_objects{database="${name}"} 4`);
  assert.deepEqual(shown(await collect()), [...found, ...objects]);
  server.answers.serverStatus = UNAUTHORIZED;
  await assert.rejects(collect(), /not authorized/);
});

test('a count is shown as it is, also when it falls', async (t) => {
  const server = await startMongodbServer(t, { listDatabases: UNAUTHORIZED });
  const collect = startCollector(t, server.uri);
  for (const insert of [100, 150, 20]) {
    server.answers.serverStatus = { opcounters: { insert }, ok: 1 };
    const expected = [`operations_total{operation="insert"} ${insert}`];
    assert.deepEqual(shown(await collect()), expected);
  }
});

test('a server that is stopped is an error, and works again when it is back', async (t) => {
  const server = await startMongodbServer(t, { serverStatus: serverStatus(), ...DATABASES });
  const collect = startCollector(t, server.uri);
  await collect();
  const { port } = server;
  await server.stop();
  await assert.rejects(collect());
  await server.start(port);
  assert.match(await collect(), /_uptime_seconds 86400.5/);
});

test('a server that is not there yet is read when it is', async (t) => {
  const server = await startMongodbServer(t, { serverStatus: serverStatus(), ...DATABASES });
  const { port } = server;
  await server.stop();
  const collect = startCollector(t, server.uri);
  await assert.rejects(collect());
  await server.start(port);
  assert.match(await collect(), /_uptime_seconds 86400.5/);
});

test('twenty reads at once share the connections', async (t) => {
  const server = await startMongodbServer(t, { serverStatus: serverStatus(), ...DATABASES });
  const collect = startCollector(t, server.uri);
  const twenty = () => Promise.all(Array.from({ length: 20 }, () => collect()));
  await twenty();
  const before = server.connections();
  assert.ok(before <= 6, `${before} connections`);
  await twenty();
  assert.equal(server.connections(), before);
});

test('a slow server costs no more than the time there is, and knows it', async (t) => {
  const server = await startMongodbServer(t, { serverStatus: serverStatus(), ...DATABASES });
  server.delay = 2000;
  const started = performance.now();
  await assert.rejects(startCollector(t, server.uri)(0.5));
  assert.ok(performance.now() - started < 1500);
  assert.ok(server.commands.every(({ maxTimeMS }) => maxTimeMS <= 500));
});

test('a server that has stalled shows long before the time is over', async (t) => {
  const server = await startMongodbServer(t, { serverStatus: serverStatus(), ...DATABASES });
  server.delay = 4000;
  const started = performance.now();
  await assert.rejects(startCollector(t, server.uri)(8), /no answer within 2 s/);
  assert.ok(performance.now() - started < 3500);
});

test('a URI in a file is read again after a failure', async (t) => {
  const [first, second] = await Promise.all(
    [1, 2].map((uptime) => startMongodbServer(t, { serverStatus: { uptime, ok: 1 } })),
  );
  const file = join(temporaryDirectory(t), 'uri');
  writeFileSync(file, `${first.uri}\n`);
  const collect = startCollector(t, secretFrom({ file, flag: 'mongodb.uri-file' }));
  assert.match(await collect(), /_uptime_seconds 1$/m);
  writeFileSync(file, second.uri);
  assert.match(await collect(), /_uptime_seconds 1$/m);
  await first.stop();
  await assert.rejects(collect());
  assert.match(await collect(), /_uptime_seconds 2$/m);
});

test('a URI that cannot be used is refused without being told', () => {
  for (const uri of [
    '',
    'http://u:hidden@h',
    'mongodb://u:hid%den@h',
    'mongodb://u:p@ss/hidden@h',
    'mongodb://u:hidden@h/?x=1',
    'mongodb://u:hid den@h',
    'mongodb://u:p@h/?authSource=a\nhidden',
  ]) {
    assert.throws(() => checkMongodbUri(uri), /^ConfigError: The MongoDB URI cannot be used: [^h]/);
    assert.throws(
      () => checkMongodbUri(uri),
      ({ message }) => !message.includes('hidden'),
    );
  }
  checkMongodbUri('mongodb://user:password@a,b:27018/?replicaSet=rs');
});
