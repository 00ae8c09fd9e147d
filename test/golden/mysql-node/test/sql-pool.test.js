import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectError, QueryError } from '../src/collectors/sql-error.js';
import { createPool } from '../src/collectors/sql-pool.js';

/** Connections that take a while for a query, and can be lost. */
function startPool(milliseconds = 20) {
  const opened = [];
  const pool = createPool(async () => {
    const connection = { limits: [], isLost: false, isStalled: false, isClosed: false };
    opened.push(connection);
    return {
      async query(sql, limit) {
        connection.limits.push(limit);
        await sleep(milliseconds);
        if (connection.isLost) {
          throw new Error('connection lost');
        }
        if (sql === 'wrong') {
          throw new Error('syntax error');
        }
        return [{ value: sql }];
      },
      isUsable: () => !connection.isLost,
      async end() {
        connection.isClosed = true;
        if (connection.isStalled) {
          await new Promise(() => {});
        }
      },
      cutOff: () => {
        connection.isLost = true;
      },
    };
  });
  const query = (sql, seconds = 5) => {
    const until = performance.now() + seconds * 1000;
    return pool.query(sql, { signal: AbortSignal.timeout(seconds * 1000), until });
  };
  return { opened, pool, query };
}

test('twenty queries at once share four connections', async () => {
  const { opened, query } = startPool();
  const twenty = () => Promise.all(Array.from({ length: 20 }, (_, n) => query(n)));
  await twenty();
  const rows = await twenty();
  assert.deepEqual(
    rows.map(([{ value }]) => value),
    Array.from({ length: 20 }, (_, n) => n),
  );
  assert.equal(opened.length, 4);
});

test('a connection that was lost is replaced', async () => {
  const { opened, query } = startPool();
  await query('a');
  opened[0].isLost = true;
  assert.deepEqual(await query('b'), [{ value: 'b' }]);
  assert.equal(opened.length, 2);
});

test('what the server refuses is told from a connection that was lost', async () => {
  const { opened, query } = startPool();
  await assert.rejects(query('wrong'), (error) => error instanceof QueryError);
  assert.deepEqual(await query('a'), [{ value: 'a' }]);
  assert.equal(opened.length, 1);
  const running = query('b');
  await sleep(5);
  opened[0].isLost = true;
  await assert.rejects(running, (error) => !(error instanceof QueryError));
});

test('a server that refuses on every address says why, and costs no place', async () => {
  const pool = createPool(async () => {
    throw new AggregateError([new Error('connection refused')]);
  });
  for (let count = 0; count < 5; count += 1) {
    const limits = { signal: AbortSignal.timeout(5000), until: performance.now() + 5000 };
    await assert.rejects(pool.query('a', limits), {
      constructor: ConnectError,
      message: 'connection refused',
    });
  }
});

test('a query that fails at the end of the time leaves none for others', async () => {
  const { query } = startPool();
  await assert.rejects(query('wrong', 0.11), (error) => !(error instanceof QueryError));
});

test('the server has less time than the scrape', async () => {
  const { opened, query } = startPool();
  await query('a', 1);
  assert.ok(opened[0].limits[0] > 500 && opened[0].limits[0] <= 900);
});

test('what waits too long is cut off, and so is who waits for it', async () => {
  const { opened, query } = startPool(300);
  const results = await Promise.allSettled(Array.from({ length: 6 }, () => query('a', 0.1)));
  assert.ok(results.every(({ status }) => status === 'rejected'));
  assert.ok(opened.every(({ isLost }) => isLost));
  assert.deepEqual(await query('b'), [{ value: 'b' }]);
});

test('closing ends the connections', async () => {
  const { opened, pool, query } = startPool();
  await query('a');
  await pool.close();
  assert.ok(opened[0].isClosed);
});

test('closing does not wait for a server that has stalled', async () => {
  const { opened, pool, query } = startPool();
  await query('a');
  opened[0].isStalled = true;
  const started = performance.now();
  await pool.close();
  assert.ok(performance.now() - started < 5000);
});
