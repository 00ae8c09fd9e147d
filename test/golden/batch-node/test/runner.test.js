import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Registry } from '@prometheus-io/client';
import { Stopped } from '../src/interruption.js';
import { createJobMetrics } from '../src/job-metrics.js';
import { runStages } from '../src/runner.js';
import { memoryLogger } from '../testing/memory-logger.js';

async function run(stages, { signal = new AbortController().signal, graceMilliseconds } = {}) {
  const registry = new Registry();
  const jobMetrics = createJobMetrics(registry);
  const logger = memoryLogger();
  const named = Object.entries(stages).map(([name, action]) => ({ name, run: action }));
  const error = await runStages({
    stages: named,
    jobMetrics,
    logger,
    signal,
    graceMilliseconds,
  }).catch((reason) => reason);
  const text = await registry.metrics();
  const timed = [...text.matchAll(/stage_duration_seconds\{stage="(\w+)"\}/g)].map(
    ([, name]) => name,
  );
  return { error, timed, text, entries: logger.entries };
}

test('stages run in their order and are timed', async () => {
  const order = [];
  const { error, timed, text } = await run({
    async one({ addRecords }) {
      await sleep(5);
      order.push('one');
      addRecords();
      addRecords(2);
    },
    two() {
      order.push('two');
    },
  });
  assert.equal(error, undefined);
  assert.deepEqual(order, ['one', 'two']);
  assert.deepEqual(timed, ['one', 'two']);
  assert.match(text, /^\w+_job_records_processed 3$/m);
});

test('a stage that fails is timed and logged, and is the last one', async () => {
  const reason = new Error('broken');
  const { error, timed, entries } = await run({
    one() {},
    two() {
      throw reason;
    },
    three: () => assert.fail('it was started'),
  });
  assert.equal(error, reason);
  assert.deepEqual(timed, ['one', 'two']);
  assert.equal(entries.at(-1).message, 'stage failed');
  assert.equal(entries.at(-1).stage, 'two');
});

test('a stage that stops half way is no success, even when it returns', async () => {
  const stop = new AbortController();
  const { error, timed } = await run(
    {
      one() {
        stop.abort(new Stopped('SIGTERM'));
      },
      two: () => assert.fail('it was started'),
    },
    { signal: stop.signal },
  );
  assert.equal(error.message, 'stopped by SIGTERM');
  assert.deepEqual(timed, ['one']);
});

test('a stage that does not stop is not waited for', async () => {
  const stop = new AbortController();
  const { error, timed } = await run(
    {
      one() {
        stop.abort(new Stopped('SIGTERM'));
        return new Promise(() => {});
      },
    },
    { signal: stop.signal, graceMilliseconds: 20 },
  );
  assert.equal(error.message, 'stopped by SIGTERM');
  assert.deepEqual(timed, ['one']);
});

for (const [amount, expected] of [
  [Number.NaN, TypeError],
  [-1, RangeError],
]) {
  test(`records are not counted by ${amount}`, async () => {
    const { error, text } = await run({ one: ({ addRecords }) => addRecords(amount) });
    assert.ok(error instanceof expected);
    assert.match(text, /^\w+_job_records_processed 0$/m);
  });
}
