import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stopped } from '../src/interruption.js';
import { runJob } from '../src/run.js';
import { memoryLogger } from '../testing/memory-logger.js';

const LAST_SUCCESS = /^\w+_job_last_success_timestamp_seconds \d/m;
const LAST_COMPLETION = /^\w+_job_last_completion_timestamp_seconds [1-9]/m;

async function run(createStages, { signal = new AbortController().signal, deliver } = {}) {
  const deliveries = [];
  const logger = memoryLogger();
  const result = await runJob({
    createStages,
    logger,
    signal,
    async deliver(outcome, text) {
      deliveries.push({ outcome, text });
      return deliver ? deliver() : true;
    },
  });
  assert.equal(deliveries.length, 1);
  return { ...result, ...deliveries[0], logger };
}

test('a success delivers its time', async () => {
  const { outcome, delivered, text } = await run(() => [{ name: 'only', run() {} }]);
  assert.equal(outcome, 'succeeded');
  assert.equal(delivered, true);
  assert.match(text, LAST_SUCCESS);
  assert.match(text, LAST_COMPLETION);
});

const failingStage = {
  name: 'only',
  run() {
    throw new Error('broken');
  },
};

for (const [what, createStages] of [
  ['a stage', () => [failingStage]],
  [
    'what comes before the stages',
    () => {
      throw new Error('broken');
    },
  ],
]) {
  test(`a failure of ${what} delivers no time of success`, async () => {
    const { outcome, error, text } = await run(createStages);
    assert.equal(outcome, 'failed');
    assert.equal(error.message, 'broken');
    assert.doesNotMatch(text, LAST_SUCCESS);
    assert.match(text, LAST_COMPLETION);
  });
}

test('a stopped run delivers no time of success', async () => {
  const signal = AbortSignal.abort(new Stopped('SIGTERM'));
  const { outcome, error, text } = await run(() => [{ name: 'only', run() {} }], { signal });
  assert.equal(outcome, 'stopped');
  assert.equal(error.exitCode, 143);
  assert.doesNotMatch(text, LAST_SUCCESS);
  assert.match(text, LAST_COMPLETION);
});

test('a delivery that breaks does not hide how the job ended', async () => {
  const { outcome, delivered, logger } = await run(() => [{ name: 'only', run() {} }], {
    deliver() {
      throw new Error('no stdout');
    },
  });
  assert.equal(outcome, 'succeeded');
  assert.equal(delivered, false);
  assert.equal(logger.entries.at(-1).message, 'metrics lost');
});
