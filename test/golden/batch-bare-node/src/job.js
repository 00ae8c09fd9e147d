import { setTimeout as sleep } from 'node:timers/promises';

/** How long the example pretends to wait for something. */
const EXAMPLE_PAUSE_MILLISECONDS = 20;

/**
 * The stages of the job in their order. This is the place for your code; what stands here is an
 * example.
 *
 * A stage that throws fails the run. It is over when its promise is: await all that it starts, or
 * it may be cut off in the middle when the process ends. One that calls process.exit() fails the
 * run, too, and nothing is pushed.
 *
 * When the job has to stop, `signal` is aborted: hand it to everything you wait for and look at it
 * in loops. A loop that never waits cannot be stopped.
 *
 * @param {object} options
 * @param {import('./logger.js').Logger} options.logger
 * @returns {import('./runner.js').Stage[]}
 */
export function createStages({ logger }) {
  return [
    {
      name: 'sweep',
      async run({ signal, addRecords }) {
        const records = ['first', 'second', 'third'];
        logger.debug('records found', { records: records.length });
        for (const record of records) {
          await sleep(EXAMPLE_PAUSE_MILLISECONDS, undefined, { signal });
          logger.debug('record processed', { record });
          addRecords();
        }
      },
    },
  ];
}
