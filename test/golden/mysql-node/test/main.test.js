import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent } from 'node:http';
import { connect } from 'node:net';
import { test } from 'node:test';
import { NAME, VERSION } from '../src/build-info.js';
import { temporaryDirectory, writeWebConfig } from '../testing/certificates.js';
import { request } from '../testing/request.js';
import { runProgram, startMain } from '../testing/run-program.js';

/** The collectors have tests of their own. */
const WITHOUT_COLLECTORS = ['--no-collector.sql'];

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
  test(`${signal} ends the server with exit code 0`, async (t) => {
    const { child, ended, url, running } = await startMain(t, WITHOUT_COLLECTORS);
    assert.equal((await request(`${url}/metrics`)).status, 200);
    child.kill(signal);
    assert.equal(await ended, 0);
    assert.match(running.stderr, /msg=stopped\n$/);
  });
}

test('an open connection sees that the server stops, and a silent one does not hold it up', async (t) => {
  const { child, ended, url, running } = await startMain(t, WITHOUT_COLLECTORS);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const silent = connect(new URL(url).port, '127.0.0.1');
  t.after(() => {
    agent.destroy();
    silent.destroy();
  });
  assert.equal((await request(`${url}/readyz`, { agent })).status, 200);
  child.kill('SIGTERM');
  while (!running.stderr.includes('msg="stopping')) {
    await once(child.stderr, 'data');
  }
  const started = performance.now();
  const { status, headers } = await request(`${url}/readyz`, { agent });
  assert.equal(status, 503);
  assert.equal(headers.connection, 'close');
  assert.equal(await ended, 0);
  assert.ok(performance.now() - started < 5000);
});

test('a terminal that is gone ends the server with exit code 0, though it takes no log', async (t) => {
  const { child, ended } = await startMain(t, WITHOUT_COLLECTORS);
  child.stderr.destroy();
  child.kill('SIGHUP');
  assert.equal(await ended, 0);
});

test('a second signal ends the server at once', async (t) => {
  const { child, ended, url, running } = await startMain(t, WITHOUT_COLLECTORS);
  const client = connect(new URL(url).port, '127.0.0.1');
  t.after(() => client.destroy());
  client.on('error', () => {});
  // A head that does not end keeps the server from ending.
  client.write('GET /healthz HTTP/1.1\r\nHost: a\r\nX-');
  await request(`${url}/healthz`);
  child.kill('SIGTERM');
  while (!running.stderr.includes('msg="stopping')) {
    await once(child.stderr, 'data');
  }
  // Not SIGHUP, which is told twice when a terminal is gone: it would end with 129.
  child.kill('SIGHUP');
  child.kill('SIGINT');
  assert.equal(await ended, 130);
});

test('--once prints one scrape', async () => {
  const { code, stdout, stderr } = await runProgram('main.js', ['--once', ...WITHOUT_COLLECTORS]);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^shop_build_info\{/m);
});

test('--version, --help and -h print and exit', async () => {
  const version = await runProgram('main.js', ['--version'], { REVISION: 'abc123' });
  assert.ok(version.stdout.startsWith(`${NAME} ${VERSION} `));
  assert.match(version.stdout, / \(revision abc123, node v\d\S+\)\n$/);
  const help = await runProgram('main.js', ['--help']);
  assert.equal(help.code, 0);
  assert.match(help.stdout, /--web\.listen-address/);
  assert.deepEqual(await runProgram('main.js', ['-h']), help);
});

test('--config.check says in one sentence whether the configuration is valid', async (t) => {
  const valid = await runProgram('main.js', ['--config.check', ...WITHOUT_COLLECTORS]);
  assert.deepEqual(valid, { code: 0, stdout: 'The configuration is valid.\n', stderr: '' });
  const file = writeWebConfig(temporaryDirectory(t), ['unknown: true']);
  const args = ['--config.check', `--web.config.file=${file}`];
  const { code, stdout, stderr } = await runProgram('main.js', args);
  assert.equal(code, 1);
  assert.equal(stdout, '');
  assert.match(stderr, /^The [^\n]+\.\n$/);
});

test('a wrong value is one sentence and exit code 1', async () => {
  const { code, stderr } = await runProgram('main.js', ['--log.level=loud']);
  assert.equal(code, 1);
  assert.match(stderr, /^Invalid value "loud" for --log\.level: [^\n]+\n$/);
});
