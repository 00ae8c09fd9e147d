import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  makeCertificate,
  NO_OPENSSL,
  temporaryDirectory,
  writeWebConfig,
} from '../testing/certificates.js';
import { runProgram } from '../testing/run-program.js';
import { startApp } from '../testing/start-app.js';

test('a server that answers is healthy, by HOST and PORT and by address', async (t) => {
  const { server } = await startApp(t);
  const port = String(server.address.port);
  for (const env of [
    { HOST: '127.0.0.1', PORT: port },
    { WEB_LISTEN_ADDRESS: `127.0.0.1:${port}` },
    { PORT: port },
  ]) {
    const { code, stderr } = await runProgram('healthcheck.js', [], env);
    assert.equal(code, 0, stderr);
  }
});

test('a server that is not there is not healthy', async (t) => {
  const { server } = await startApp(t);
  await server.close(0);
  const args = [`--web.listen-address=127.0.0.1:${server.address.port}`];
  const { code, stderr } = await runProgram('healthcheck.js', args);
  assert.equal(code, 1);
  assert.match(stderr, /ECONNREFUSED/);
});

for (const lines of [
  [],
  ['  client_auth_type: RequireAndVerifyClientCert', '  client_ca_file: server.crt'],
]) {
  test(`over TLS${lines.join()}`, { skip: NO_OPENSSL }, async (t) => {
    const directory = temporaryDirectory(t);
    makeCertificate(directory, 'server');
    const file = writeWebConfig(directory, [
      'tls_server_config:',
      '  cert_file: server.crt',
      '  key_file: server.key',
      ...lines,
    ]);
    const { server } = await startApp(t, { args: [`--web.config.file=${file}`] });
    const { code, stderr } = await runProgram('healthcheck.js', [], {
      WEB_LISTEN_ADDRESS: `127.0.0.1:${server.address.port}`,
      WEB_CONFIG_FILE: file,
    });
    assert.equal(code, 0, stderr);
  });
}
