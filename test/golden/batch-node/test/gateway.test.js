import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { loadConfig } from '../src/config.js';
import { createGroup, GatewayError } from '../src/gateway.js';
import { closedAddress, startFaultGateway } from '../testing/fault-gateway.js';
import { temporaryFile } from '../testing/temporary-file.js';

function groupAt(url, args = [], options = {}) {
  const config = loadConfig({ args: [`--push.url=${url}`, ...args] });
  return createGroup({ config, job: 'import', ...options });
}

async function failureOf(group) {
  const error = await group.send('PUT', 'a 1\n').then(
    () => assert.fail('it was sent'),
    (reason) => reason,
  );
  assert.ok(error instanceof GatewayError);
  return error;
}

test('metrics are sent to the group, behind the path prefix', async (t) => {
  const { url, requests } = await startFaultGateway(t);
  const group = groupAt(`${url}/team/push/`, ['--push.grouping=path=/var']);
  await group.send('POST', 'a 1\n');
  const [{ method, path, headers, body }] = requests;
  assert.equal(method, 'POST');
  assert.equal(path, '/team/push/metrics/job/import/path@base64/L3Zhcg');
  assert.equal(headers['content-type'], 'text/plain; version=0.0.4; charset=utf-8');
  assert.equal(headers.authorization, undefined);
  assert.equal(body, 'a 1\n');
});

test('credentials of the URL are sent and not shown', async (t) => {
  const { url, requests } = await startFaultGateway(t);
  const group = groupAt(url.replace('//', '//job:p%3Ass@'));
  await group.send('PUT', '');
  assert.equal(requests[0].headers.authorization, `Basic ${btoa('job:p:ss')}`);
  assert.equal(group.url, `${url}/metrics/job/import`);
});

test('the password file is read again for each request', async (t) => {
  const { url, requests } = await startFaultGateway(t);
  const file = temporaryFile(t, 'old\n');
  const group = groupAt(url, ['--push.username=job', `--push.password-file=${file}`]);
  await group.send('PUT', '');
  writeFileSync(file, 'new\n');
  await group.send('PUT', '');
  const sent = requests.map(({ headers }) => atob(headers.authorization.slice('Basic '.length)));
  assert.deepEqual(sent, ['job:old', 'job:new']);
});

for (const [answer, retry, message] of [
  [500, true, /^the Pushgateway answered 500$/],
  [[503, 'busy\n'], true, /^the Pushgateway answered 503: busy$/],
  [429, true, /answered 429$/],
  [[400, 'improper label name'], false, /^the Pushgateway answered 400: improper label name$/],
  [[400, 'a is not a COUNTER'], false, /is not a COUNTER: another group .* rename yours/],
  [[400, 'a has type GAUGE but should have COUNTER'], false, /COUNTER: another group has/],
  [
    [400, `${'bucket '.repeat(500)}was collected before with the same name and label values\n`],
    false,
    /bucket bucket .*: a metric of .* choose another key for --push\.grouping$/,
  ],
  [
    [400, 'Client sent an HTTP request to an HTTPS server.\n'],
    false,
    /to an HTTPS server: use https in --push\.url$/,
  ],
  [401, false, /answered 401: check the user and the password$/],
  [404, false, /answered 404: check the path prefix of http:/],
  [[301, '', { location: 'http://new/' }], false, /301: go to http:\/\/new\/, set --push.url/],
]) {
  test(`the answer ${String(answer).slice(0, 60)} is ${retry ? '' : 'not '}worth another attempt`, async (t) => {
    const { url, requests } = await startFaultGateway(t, [answer]);
    const error = await failureOf(groupAt(url));
    assert.equal(error.retry, retry);
    assert.match(error.message, message);
    assert.equal(requests.length, 1);
  });
}

test('an answer is read up to a bound', async (t) => {
  const endless = [500, 'x'.repeat(200_000), { 'content-length': 1e9 }];
  const { url } = await startFaultGateway(t, [endless]);
  const error = await failureOf(groupAt(url, ['--push.timeout=5']));
  assert.equal(error.message, `the Pushgateway answered 500: ${'x'.repeat(500)}`);
});

test('a gateway that is down is worth another attempt', async () => {
  const url = await closedAddress();
  const error = await failureOf(groupAt(url));
  assert.equal(error.message, `cannot reach the Pushgateway at ${url}: ECONNREFUSED`);
  assert.equal(error.retry, true);
});

test('a gateway that is slow is not waited for', async (t) => {
  const { url } = await startFaultGateway(t, ['silence']);
  const error = await failureOf(groupAt(url, ['--push.timeout=0.1']));
  assert.equal(error.message, 'the Pushgateway did not answer within 0.1 s');
  assert.equal(error.retry, true);
});

test('a request ends when there is no time left', async (t) => {
  const { url } = await startFaultGateway(t, ['silence']);
  const error = await failureOf(groupAt(url, [], { cutOff: AbortSignal.timeout(100) }));
  assert.equal(error.message, 'there was no time left for an answer of the Pushgateway');
});
