import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { userInfo } from 'node:os';
import { test } from 'node:test';
import pg from 'pg';
import { ConnectError, MOST_ROWS, QueryError } from '../src/collectors/sql-error.js';
import { checkDatabase, createDatabase } from '../src/collectors/sql-postgresql.js';

const URL = process.env.TEST_DATABASE_URL;
/** The number a client begins with that wants TLS. */
const TLS_REQUEST = 80877103;
const options = { skip: URL ? false : 'TEST_DATABASE_URL names no server' };

function startDatabase(t, url = URL) {
  const database = createDatabase(() => url);
  t.after(() => database.close());
  return (sql, seconds = 5) => {
    const until = performance.now() + seconds * 1000;
    return database.query(sql, { signal: AbortSignal.timeout(seconds * 1000), until });
  };
}

test('the user is that of the URL, of PGUSER or of the system', (t) => {
  const { PGUSER } = process.env;
  const { user } = pg.defaults;
  t.after(() => {
    pg.defaults.user = user;
    if (PGUSER === undefined) {
      delete process.env.PGUSER;
    } else {
      process.env.PGUSER = PGUSER;
    }
  });
  // What the driver makes of the URL.
  const userOf = (url) => new pg.Client({ connectionString: checkDatabase(url).href }).user;
  const local = 'postgresql://localhost/app';
  const socket = 'postgresql:///app?host=/run/postgresql';
  delete process.env.PGUSER;
  // That of the variable USER, which is not always set.
  pg.defaults.user = undefined;
  assert.equal(userOf(local), userInfo().username);
  assert.equal(userOf(socket), userInfo().username);
  assert.equal(userOf('postgresql://shop@localhost/app'), 'shop');
  assert.equal(userOf(`${local}?user=shop`), 'shop');
  assert.equal(userOf(`${socket}&user=shop`), 'shop');
  process.env.PGUSER = 'reader';
  assert.equal(userOf(local), 'reader');
  assert.equal(userOf(socket), 'reader');
  assert.equal(userOf('postgresql://shop@localhost/app'), 'shop');
});

test('values come as text', options, async (t) => {
  const query = startDatabase(t);
  const rows = await query("SELECT 'é' AS kind, NULL AS none, 9007199254740993 AS value");
  assert.deepEqual({ ...rows[0] }, { kind: 'é', none: null, value: '9007199254740993' });
});

test('nothing can be written', options, async (t) => {
  await assert.rejects(startDatabase(t)('CREATE TABLE written (x INTEGER)'), /read.only|denied/i);
});

test('one statement only', options, async (t) => {
  const query = startDatabase(t);
  const several = 'SELECT 1 AS value; COMMIT; CREATE TABLE written (x INTEGER)';
  await assert.rejects(query(several), /cannot insert multiple commands/);
  const [row] = await query("SELECT 'a%' AS kind, 1 AS value");
  assert.deepEqual({ ...row }, { kind: 'a%', value: '1' });
});

test('a statement that gives no rows is a wrong query', options, async (t) => {
  const query = startDatabase(t);
  for (const sql of ['COMMIT', 'COPY (SELECT 1) TO STDOUT']) {
    await assert.rejects(query(sql), {
      constructor: QueryError,
      message: 'the statement has no result: write a SELECT',
    });
  }
  assert.equal((await query('SELECT 1 AS value')).length, 1);
});

test('a slow query is ended by the server, and the connection is kept', options, async (t) => {
  const query = startDatabase(t);
  const session = 'SELECT pg_backend_pid() AS value';
  const [before] = await query(session);
  await assert.rejects(query('SELECT pg_sleep(5), 1 AS value', 0.5), /statement timeout/);
  assert.deepEqual(await query(session), [before]);
});

test('a query gives no more rows than are wanted, and the next one works', options, async (t) => {
  const query = startDatabase(t);
  const many = (count) => `SELECT value FROM generate_series(1, ${count}) AS value`;
  assert.equal((await query(many(MOST_ROWS))).length, MOST_ROWS);
  assert.equal((await query(many(MOST_ROWS * 100))).length, MOST_ROWS + 1);
  assert.equal((await query('SELECT 1 AS value')).length, 1);
});

test('no server is an error', async (t) => {
  await assert.rejects(
    startDatabase(t, 'postgresql://user:hidden@127.0.0.1:1/shop')('SELECT 1 AS value'),
    ConnectError,
  );
});

for (const [parameters, expected] of [
  ['', ['TLS', 'plain']],
  ['?sslmode=prefer', ['TLS', 'plain']],
  ['?sslmode=disable', ['plain']],
  ['?sslmode=require', ['TLS']],
  ['?sslmode=verify-full', ['TLS']],
]) {
  test(`a server without TLS is asked for ${expected} by a URL with "${parameters}"`, async (t) => {
    const asked = [];
    const server = createServer((socket) => {
      socket.once('data', (data) => {
        const isTlsRequest = data.readInt32BE(4) === TLS_REQUEST;
        asked.push(isTlsRequest ? 'TLS' : 'plain');
        socket.end(isTlsRequest ? 'N' : '');
      });
    });
    t.after(() => server.close());
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const url = `postgresql://user:hidden@127.0.0.1:${server.address().port}/shop${parameters}`;
    await assert.rejects(startDatabase(t, url)('SELECT 1 AS value'));
    assert.deepEqual(asked, expected);
  });
}

test('a URL that cannot be used is refused without being told', () => {
  for (const url of [
    '',
    'host=h password=hidden',
    'http://u:hidden@h/d',
    'postgresql://u:hidden%zz@h/d',
    'postgresql://u:p@ss/hidden@h/d',
    'postgresql://u:pass#hidden@h/d',
    'postgresql://u:p@hidden@h/d',
    'postgresql://u:12?hidden@h/d',
    'postgresql://u:pa ss hidden@h/d',
    'postgresql://u:hidden\nhidden@h/d',
    'postgresql://u hidden:p@h/d',
    'postgresql://u:p@h hidden/d',
    'postgresql://u:p@h/d?password=a hidden',
    'postgresql://u:hidden@h/d\nhidden',
    ' postgresql://u:hidden@h/d',
    'postgresql://u:hidden\t@h/d',
  ]) {
    assert.throws(() => checkDatabase(url), /^ConfigError: The database URL cannot be used: [^h]/);
    assert.throws(
      () => checkDatabase(url),
      ({ message }) => !message.includes('hidden'),
    );
  }
  checkDatabase('postgresql://user:p%40ss@host/shop');
});

test('an unknown sslmode is refused, and the known ones are named', () => {
  assert.throws(() => checkDatabase('postgresql://u:hidden@h/d?sslmode=bogus'), {
    name: 'ConfigError',
    message:
      'The sslmode of the database URL is unknown: write one of disable, prefer, require, verify-ca, verify-full.',
  });
});
