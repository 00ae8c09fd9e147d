import assert from 'node:assert/strict';
import fs, { writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import bcrypt from 'bcryptjs';
import { ConfigError } from '../src/config-values.js';
import { readWebConfig } from '../src/web-config.js';
import { createWebConfigStore } from '../src/web-config-store.js';
import {
  makeCertificate,
  NO_OPENSSL,
  temporaryDirectory,
  writeWebConfig,
} from '../testing/certificates.js';
import { memoryLogger } from '../testing/start-app.js';

const HASH = bcrypt.hashSync('right', 4);
const TLS = ['tls_server_config:', '  cert_file: server.crt', '  key_file: server.key'];

test('without a file, and with an empty one, nothing is protected', (t) => {
  assert.deepEqual(readWebConfig(), { tls: undefined, users: new Map(), files: new Map() });
  const { tls, users } = readWebConfig(writeWebConfig(temporaryDirectory(t), []));
  assert.equal(tls, undefined);
  assert.equal(users.size, 0);
});

for (const [lines, message] of [
  [['rate_limit: 1'], /the key rate_limit is not supported, use tls_server_config/],
  [['tls_server_config: { ciphers: x }'], /the key tls_server_config\.ciphers is not supported/],
  [['tls_server_config: { cert_file: a }'], /needs both cert_file and key_file/],
  [['tls_server_config: []'], /tls_server_config must be a mapping/],
  [[...TLS, '  min_version: TLS10'], /min_version is TLS10, use TLS12 or TLS13/],
  [[...TLS, '  client_auth_type: Always'], /client_auth_type is Always, use one of/],
  [[...TLS, '  client_ca_file: a'], /client_ca_file needs a client_auth_type/],
  [[...TLS, '  client_auth_type: RequireAndVerifyClientCert'], /needs a client_ca_file/],
  [TLS, /cert_file server\.crt cannot be read \(ENOENT\)/],
  [['basic_auth_users: { alice: plain }'], /user alice is not a bcrypt hash/],
  [['a: [1'], /not valid YAML/],
]) {
  test(`refused: ${lines.at(-1).trim()}`, (t) => {
    const file = writeWebConfig(temporaryDirectory(t), lines);
    assert.throws(
      () => readWebConfig(file),
      (error) => error instanceof ConfigError && message.test(error.message),
    );
  });
}

test('a file that is missing is one sentence', () => {
  assert.throws(() => readWebConfig('/nowhere/web.yml'), /the file cannot be read \(ENOENT\)\.$/);
});

test('a certificate and a key that do not belong together', { skip: NO_OPENSSL }, (t) => {
  const directory = temporaryDirectory(t);
  makeCertificate(directory, 'server');
  makeCertificate(directory, 'other');
  const lines = ['tls_server_config:', '  cert_file: server.crt', '  key_file: other.key'];
  assert.throws(
    () => readWebConfig(writeWebConfig(directory, lines)),
    /certificate and key do not work/,
  );
});

test('a changed file is read again; a broken one is logged and the old one kept', (t) => {
  const directory = temporaryDirectory(t);
  const file = writeWebConfig(directory, [`basic_auth_users: { alice: ${HASH} }`]);
  const logger = memoryLogger();
  const store = createWebConfigStore({ file, logger, intervalMilliseconds: 0 });
  const names = () => [...store.current().users.keys()];
  assert.deepEqual(names(), ['alice']);

  writeWebConfig(directory, [`basic_auth_users: { alice: ${HASH}, robert: ${HASH} }`]);
  assert.deepEqual(names(), ['alice', 'robert']);

  writeFileSync(join(directory, 'web-config.yml'), 'basic_auth_users: [');
  assert.deepEqual(names(), ['alice', 'robert']);
  assert.deepEqual(names(), ['alice', 'robert']);
  assert.equal(logger.entries.filter(({ level }) => level === 'error').length, 1);
});

test('a file that changes while it is read is read again', (t) => {
  const directory = temporaryDirectory(t);
  const file = writeWebConfig(directory, [`basic_auth_users: { alice: ${HASH} }`]);
  const { readFileSync } = fs;
  const read = t.mock.method(fs, 'readFileSync', (...args) => {
    const content = readFileSync(...args);
    writeWebConfig(directory, [`basic_auth_users: { alice: ${HASH}, robert: ${HASH} }`]);
    return content;
  });
  syncBuiltinESMExports();
  const logger = memoryLogger();
  const store = createWebConfigStore({ file, logger, intervalMilliseconds: 0 });
  read.mock.restore();
  syncBuiltinESMExports();
  assert.deepEqual([...store.current().users.keys()], ['alice', 'robert']);
});

test('a file that has lost its users protects as before until a restart', (t) => {
  const directory = temporaryDirectory(t);
  const users = `basic_auth_users: { alice: ${HASH} }`;
  const file = writeWebConfig(directory, [users]);
  const logger = memoryLogger();
  const store = createWebConfigStore({ file, logger, intervalMilliseconds: 0 });
  for (const lines of [[], ['basic_auth_users:'], ['basic_auth_users: {}'], ['# later']]) {
    writeWebConfig(directory, lines);
    assert.deepEqual([...store.current().users.keys()], ['alice']);
  }
  const { level, error } = logger.entries.at(-1);
  assert.equal(level, 'error');
  assert.equal(error.message, 'Removing all users needs a restart.');
  assert.equal(logger.entries.length, 1);

  writeWebConfig(directory, [users.replace('alice', 'robert')]);
  assert.deepEqual([...store.current().users.keys()], ['robert']);
});
