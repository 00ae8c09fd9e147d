import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createStages } from '../src/job.js';
import { runJob } from '../src/run.js';
import { memoryLogger } from '../testing/memory-logger.js';

// This file runs the job of src/job.js. What it expects is the example's: replace it with tests of
// your code, so that no test runs a job that does something. All others run jobs of their own.
test('the job succeeds with all of its stages and metrics', async () => {
  let delivered;
  const { outcome } = await runJob({
    createStages,
    logger: memoryLogger(),
    signal: new AbortController().signal,
    async deliver(_outcome, text) {
      delivered = text;
      return true;
    },
  });
  assert.equal(outcome, 'succeeded');
  for (const series of [
{{#each batch.stages}}
    {{series}},
{{/each}}
    {{own.jobLastSuccess.name}},
    {{own.jobRecords.name}},
{{#each events}}
    {{jobSeries}},
{{/each}}
  ]) {
    assert.ok(delivered.includes(`\n${series} `), series);
    assert.ok(!delivered.includes(`\n${series} 0\n`), series);
  }
});

// The first stage of the example waits with `signal`. One of yours that never waits has nothing to
// stop: then take this test out.
test('the job stops when it is told to', async () => {
  const stop = new AbortController();
  const stages = createStages({ {{#if hasEvents}}metrics: {}, {{/if}}logger: memoryLogger() });
  const stopped = stages[0].run({ signal: stop.signal, addRecords() {} });
  stop.abort();
  await assert.rejects(stopped, { name: 'AbortError' });
});
