import { setTimeout as sleep } from 'node:timers/promises';

/** How long the example pretends to wait for something. */
const EXAMPLE_PAUSE_MILLISECONDS = 20;

/**
 * The stages of the job in their order. This is the place for your code; what stands here is an
 * example. What a stage finds out for the next one is kept in variables of this function.
 *
 * A stage that throws fails the run. It is over when its promise is: await all that it starts, or
 * it may be cut off in the middle when the process ends. One that calls process.exit() fails the
 * run, too, and nothing is pushed.
 *
 * When the job has to stop, `signal` is aborted: hand it to everything you wait for and look at it
 * in loops. A loop that never waits cannot be stopped.
 *
 * @param {object} options
 * @param {ReturnType<typeof import('./metrics.js').createMetrics>} options.metrics
 * @param {import('./logger.js').Logger} options.logger
 * @returns {import('./runner.js').Stage[]}
 */
export function createStages({ metrics, logger }) {
  let records = [];

  return [
    {
      name: 'extract',
      async run({ signal }) {
        await sleep(EXAMPLE_PAUSE_MILLISECONDS, undefined, { signal });
        records = ['first', 'second', 'third'];
        logger.debug('records found', { records: records.length });
      },
    },
    {
      name: 'import',
      async run({ signal }) {
        await sleep(EXAMPLE_PAUSE_MILLISECONDS, undefined, { signal });
      },
    },
    {
      name: 'load',
      async run({ signal, addRecords }) {
        for (const record of records) {
          await sleep(EXAMPLE_PAUSE_MILLISECONDS, undefined, { signal });
          logger.debug('record processed', { record });
          addRecords();
        }
        metrics.setRowsImported({ table: 'orders' }, records.length);
        metrics.observeRowDuration(0.1);
        metrics.recordRowsRejected({ source: 'example', reason: 'invalid' });
        metrics.recordRetry();
        metrics.setBacklog(records.length);
        metrics.observeFileSize({ format: 'csv' }, 1);
        metrics.observeRequestDuration({ source: 'example' }, 0.25);
      },
    },
  ];
}
