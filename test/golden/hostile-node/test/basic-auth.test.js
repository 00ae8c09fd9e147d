import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import bcrypt from 'bcryptjs';
import { temporaryDirectory, writeWebConfig } from '../testing/certificates.js';
import { series, startApp } from '../testing/start-app.js';

const REQUESTS = 'odd_http_requests_total';
const HASH = bcrypt.hashSync('right:word', 4);

async function startProtected(t) {
  const directory = temporaryDirectory(t);
  const file = writeWebConfig(directory, [`basic_auth_users: { alice: ${HASH} }`]);
  const { get } = await startApp(t, { args: [`--web.config.file=${file}`] });
  const statusFor = async (auth, path = '/metrics') => (await get(path, { auth })).status;
  return { directory, get, statusFor };
}

test('only the right user with the right password is let in', async (t) => {
  const { statusFor } = await startProtected(t);
  assert.equal(await statusFor('alice:right:word'), 200);
  assert.equal(await statusFor('alice:wrong'), 401);
  assert.equal(await statusFor('robert:right:word'), 401);
  assert.equal(await statusFor(':'), 401);
});

test('without credentials the answer says what is missing', async (t) => {
  const { get } = await startProtected(t);
  for (const path of ['/metrics', '/', '/anything']) {
    const { status, headers } = await get(path);
    assert.equal(status, 401);
    assert.match(headers['www-authenticate'], /^Basic /);
  }
  const malformed = { headers: { authorization: 'Basic !!!' } };
  assert.equal((await get('/metrics', malformed)).status, 401);
});

test('requests that are turned away are counted, but no scrapes', async (t) => {
  const { get, statusFor } = await startProtected(t);
  assert.equal(await statusFor('alice:wrong'), 401);
  assert.equal(await statusFor('alice:wrong', '/'), 401);
  const { text } = await get('/metrics', { auth: 'alice:right:word' });
  assert.deepEqual(series(text, `${REQUESTS}{`), [
    `${REQUESTS}{method="GET",route="unmatched",status="401"} 1`,
  ]);
});

test('probes stay open', async (t) => {
  const { statusFor } = await startProtected(t);
  assert.equal(await statusFor(undefined, '/healthz'), 200);
  assert.equal(await statusFor(undefined, '/readyz'), 200);
});

test('a password is compared once, a wrong or unknown one each time', async (t) => {
  const { statusFor } = await startProtected(t);
  const compare = t.mock.method(bcrypt, 'compare');
  await statusFor('alice:right:word');
  await statusFor('alice:right:word');
  assert.equal(compare.mock.callCount(), 1);
  await statusFor('alice:wrong');
  await statusFor('alice:wrong');
  await statusFor('nobody:right:word');
  await statusFor('nobody:right:word');
  assert.equal(compare.mock.callCount(), 5);
});

test('guesses are compared one at a time, and few of them wait', { timeout: 20_000 }, async (t) => {
  const { get, statusFor } = await startProtected(t);
  assert.equal(await statusFor('alice:right:word'), 200);
  let running = 0;
  let most = 0;
  const refused = [];
  t.mock.method(bcrypt, 'compare', async () => {
    running += 1;
    most = Math.max(most, running);
    while (refused.length < 3) {
      await sleep(5);
    }
    running -= 1;
    return false;
  });

  const statuses = await Promise.all(
    Array.from({ length: 8 }, async (_, index) => {
      const answer = await get('/metrics', { auth: `alice:guess${index}` });
      if (answer.status === 429) {
        refused.push(answer);
        // The password that is known already is let in meanwhile.
        assert.equal(await statusFor('alice:right:word'), 200);
      }
      return answer.status;
    }),
  );
  assert.deepEqual(statuses.sort(), [401, 401, 401, 401, 401, 429, 429, 429]);
  assert.equal(most, 1);
  assert.equal(refused[0].headers['retry-after'], '1');
  assert.equal(refused[0].text, 'Too many requests\n');
  assert.equal(await statusFor('alice:wrong'), 401);
});

test('a changed password holds for the next request', async (t) => {
  const { directory, statusFor } = await startProtected(t);
  assert.equal(await statusFor('alice:right:word'), 200);
  const hash = bcrypt.hashSync('new', 4);
  writeWebConfig(directory, [`basic_auth_users: { alice: "${hash}" }`]);
  assert.equal(await statusFor('alice:right:word'), 401);
  assert.equal(await statusFor('alice:new'), 200);
});
