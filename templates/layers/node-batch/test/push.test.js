import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GatewayError } from '../src/gateway.js';
import { sendWithRetries } from '../src/push.js';
import { memoryLogger } from '../testing/memory-logger.js';

/** Sends to something that gives these results one after the other. */
async function send(results, { cutOff = new AbortController().signal, pauseSeconds = 0.001 } = {}) {
  const logger = memoryLogger();
  let attempts = 0;
  const arrived = await sendWithRetries({
    async send() {
      attempts += 1;
      const error = results.shift();
      if (error) {
        throw error;
      }
    },
    what: 'push',
    retries: 3,
    logger,
    cutOff,
    pauseSeconds,
  });
  return { arrived, attempts, entries: logger.entries };
}

const unavailable = new GatewayError('unavailable', { retry: true });

test('what arrives at once is sent once', async () => {
  assert.deepEqual(await send([undefined]), { arrived: true, attempts: 1, entries: [] });
});

test('a passing failure is tried again after pauses that double', async () => {
  const { arrived, attempts, entries } = await send([unavailable, unavailable, undefined]);
  assert.equal(arrived, true);
  assert.equal(attempts, 3);
  assert.deepEqual(
    entries.map(({ level, pause_seconds }) => [level, pause_seconds]),
    [
      ['warn', 0.001],
      ['warn', 0.002],
    ],
  );
});

test('a lasting failure ends after the retries', async () => {
  const { arrived, attempts, entries } = await send(Array(9).fill(unavailable));
  assert.equal(arrived, false);
  assert.equal(attempts, 4);
  assert.deepEqual(entries.at(-1), {
    level: 'error',
    message: 'push failed',
    error: unavailable,
    attempts: 4,
  });
});

test('a refusal is not repeated', async () => {
  const { arrived, attempts } = await send([new GatewayError('refused', { retry: false })]);
  assert.equal(arrived, false);
  assert.equal(attempts, 1);
});

test('the pause ends when there is no time left', async () => {
  const started = performance.now();
  const options = { cutOff: AbortSignal.timeout(50), pauseSeconds: 20 };
  const { arrived, attempts } = await send(Array(9).fill(unavailable), options);
  assert.equal(arrived, false);
  assert.equal(attempts, 2);
  assert.ok(performance.now() - started < 10_000);
});
