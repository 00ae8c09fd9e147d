import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadConfig } from '../src/config.js';
import { ConfigError } from '../src/config-values.js';

function load(flag, text) {
  return loadConfig({ args: [`--${flag}=${text}`] });
}

test('targets are names and addresses; commas within an address stay', () => {
  const { httpProbeTargets } = load(
    'http-probe.targets',
    'a=https://example.com/?x=1,2&y=3,z=4, b b=http://u:p@localhost:1/',
  );
  assert.deepEqual(
    [...httpProbeTargets],
    [
      ['a', 'https://example.com/?x=1,2&y=3,z=4'],
      ['b b', 'http://u:p@localhost:1/'],
    ],
  );
});

test('statuses are numbers', () => {
  assert.deepEqual(load('http-probe.expect-status', '200,204').httpProbeExpectStatus, [200, 204]);
});

test('headers are lines', () => {
  const env = { JSON_API_HEADERS: 'X-Shop: 1\r\n\n Authorization:Basic a:b= \n' };
  assert.deepEqual(loadConfig({ env }).jsonApiHeaders, {
    'x-shop': '1',
    authorization: 'Basic a:b=',
  });
});

for (const [flag, text, message] of [
  ['http-probe.targets', 'a', 'use name=url,name=url with a different name for every address'],
  [
    'http-probe.targets',
    'a=http://x,a=http://y',
    'use name=url,name=url with a different name for every address',
  ],
  ['http-probe.targets', 'a=ftp://x', 'use an address such as https://example.com/status'],
  ['http-probe.expect-status', '200-299', 'use statuses such as 200 or 200,204'],
  ['http-probe.timeout', '0', 'use a number over 0'],
  ['http-probe.concurrency', '0', 'use a number over 0'],
  ['json-api.url', 'example.com', 'use an address such as https://example.com/status'],
  ['json-api.url', 'http://', 'use an address such as https://example.com/status'],
]) {
  test(`--${flag}=${text} is refused`, () => {
    assert.throws(
      () => load(flag, text),
      (error) =>
        error instanceof ConfigError &&
        error.message === `Invalid value "${text}" for --${flag}: ${message}.`,
    );
  });
}

test('what may be secret is not shown when it is wrong', () => {
  assert.throws(() => load('http-probe.targets', 'a=http://shop:secret%ff@localhost'), {
    message:
      'Invalid value "a=http://shop:***@localhost" for --http-probe.targets: write % in the user or the password as %25.',
  });
  assert.throws(() => load('http-probe.targets', 'a=ftp://shop:secret@localhost'), {
    message:
      'Invalid value "a=ftp://shop:***@localhost" for --http-probe.targets: use an address such as https://example.com/status.',
  });
  assert.throws(() => load('json-api.url', 'http://shop:secret%@localhost'), {
    message:
      'Invalid value "http://shop:***@localhost" for --json-api.url: write % in the user or the password as %25.',
  });
  assert.throws(() => load('json-api.url', 'ftp://shop:secret@localhost'), {
    message:
      'Invalid value "ftp://shop:***@localhost" for --json-api.url: use an address such as https://example.com/status.',
  });
  assert.throws(() => load('json-api.headers', 'Authorization Basic c2VjcmV0'), {
    message:
      'Invalid value "***" for --json-api.headers: use a line such as Name: value for every header.',
  });
});
