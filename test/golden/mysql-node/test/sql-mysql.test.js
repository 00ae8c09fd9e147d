import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConnectError, MOST_ROWS, QueryError } from '../src/collectors/sql-error.js';
import { checkDatabase, createDatabase } from '../src/collectors/sql-mysql.js';
import { startSilentServer } from '../testing/silent-server.js';

const URL = process.env.TEST_DATABASE_URL;
const options = { skip: URL ? false : 'TEST_DATABASE_URL names no server' };

function startDatabase(t, url = URL) {
  const database = createDatabase(() => url);
  t.after(() => database.close());
  return (sql, seconds = 5) => {
    const until = performance.now() + seconds * 1000;
    return database.query(sql, { signal: AbortSignal.timeout(seconds * 1000), until });
  };
}

test('values come as text', options, async (t) => {
  const query = startDatabase(t);
  const rows = await query("SELECT 'é' AS kind, NULL AS none, 9007199254740993 AS value");
  assert.deepEqual({ ...rows[0] }, { kind: 'é', none: null, value: '9007199254740993' });
});

test('nothing can be written', options, async (t) => {
  await assert.rejects(startDatabase(t)('CREATE TABLE written (x INTEGER)'), /read.only|denied/i);
});

test('a statement that gives no rows is a wrong query', options, async (t) => {
  await assert.rejects(startDatabase(t)('DO 1'), {
    constructor: QueryError,
    message: 'the statement has no result: write a SELECT',
  });
});

for (const sql of ['BEGIN', 'SET autocommit = 0']) {
  test(`what ${sql} did to the session does not last`, options, async (t) => {
    const query = startDatabase(t);
    const session = 'SELECT CONNECTION_ID() AS value';
    const before = await query(session);
    await assert.rejects(query(sql), QueryError);
    assert.notDeepEqual(await query(session), before);
  });
}

test('a slow query is ended by the server, and the connection is kept', options, async (t) => {
  const query = startDatabase(t);
  const session = 'SELECT CONNECTION_ID() AS value';
  const [before] = await query(session);
  await assert.rejects(query('SELECT SLEEP(5) AS value', 0.5), /max_statement_time|interrupted/);
  assert.deepEqual(await query(session), [before]);
});

/** 20 to the power of 4 rows. */
const MANY = `
  WITH RECURSIVE d(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM d WHERE x < 20)
  SELECT 1 AS value FROM d a, d b, d c, d e`;

test('a query gives no more rows than are wanted', options, async (t) => {
  assert.equal((await startDatabase(t)(MANY)).length, MOST_ROWS + 1);
});

test('no server is an error', async (t) => {
  await assert.rejects(
    startDatabase(t, 'mysql://user:hidden@127.0.0.1:1/shop')('SELECT 1 AS value'),
    ConnectError,
  );
});

test('a server that is silent after the login costs no place', async (t) => {
  const server = await startSilentServer(t);
  const query = startDatabase(t, server.url);
  const fails = () => assert.rejects(query('SELECT 1 AS value', 0.3), /in time/);
  // As many as there are places, twice: every query gets one and gives it back.
  await Promise.all(Array.from({ length: 4 }, fails));
  await Promise.all(Array.from({ length: 4 }, fails));
  assert.equal(server.logins(), 8);
});

test('a connection without TLS can be refused', async (t) => {
  const server = await startSilentServer(t);
  const url = server.url.replace('127.0.0.1', 'localhost');
  for (const mode of ['REQUIRED', 'VERIFY_CA', 'VERIFY_IDENTITY']) {
    const query = startDatabase(t, `${url}?ssl-mode=${mode}`);
    await assert.rejects(query('SELECT 1 AS value'), /secure connection/);
  }
  assert.equal(server.logins(), 0);
});

test('a URL that cannot be used is refused without being told', () => {
  for (const url of [
    '',
    'host=h password=hidden',
    'http://u:hidden@h/d',
    'mysql://u:hidden%zz@h/d',
    'mysql://u:p@ss/hidden@h/d',
    'mysql://u:pass#hidden@h/d',
    'mysql://u:p@hidden@h/d',
    'mysql://u:12?hidden@h/d',
    'mysql://u:pa ss hidden@h/d',
    'mysql://u:hidden\nhidden@h/d',
    'mysql://u hidden:p@h/d',
    'mysql://u:p@h hidden/d',
    'mysql://u:p@h/d?password=a hidden',
    'mysql://u:hidden@h/d\nhidden',
    ' mysql://u:hidden@h/d',
    'mysql://u:hidden\t@h/d',
  ]) {
    assert.throws(() => checkDatabase(url), /^ConfigError: The database URL cannot be used: [^h]/);
    assert.throws(
      () => checkDatabase(url),
      ({ message }) => !message.includes('hidden'),
    );
  }
  checkDatabase('mysql://user:p%40ss@host/shop');
});

test('an identity that the driver does not verify is refused', () => {
  for (const host of ['127.0.0.1', '[::1]']) {
    assert.throws(() => checkDatabase(`mysql://u:hidden@${host}/d?ssl-mode=VERIFY_IDENTITY`), {
      name: 'ConfigError',
      message: /^ssl-mode=VERIFY_IDENTITY needs the name of the host/,
    });
    checkDatabase(`mysql://u:hidden@${host}/d?ssl-mode=VERIFY_CA`);
  }
  checkDatabase('mysql://u:hidden@db.example.com/d?ssl-mode=VERIFY_IDENTITY');
});

test('an unknown ssl-mode is refused, and the known ones are named', () => {
  assert.throws(() => checkDatabase('mysql://u:hidden@h/d?ssl-mode=bogus'), {
    name: 'ConfigError',
    message:
      'The ssl-mode of the database URL is unknown: write one of DISABLED, PREFERRED, REQUIRED, VERIFY_CA, VERIFY_IDENTITY.',
  });
});
