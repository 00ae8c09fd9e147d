import { setImmediate } from 'node:timers/promises';
import { Stopped } from './interruption.js';

/** How long a stage that was told to stop may take to do so. */
const STAGE_GRACE_MILLISECONDS = 4000;

/**
 * @typedef {object} StageContext
 * @property {AbortSignal} signal aborted when the job has to stop
 * @property {(amount?: number) => void} addRecords counts processed records
 *
 * @typedef {object} Stage
 * @property {string} name
 * @property {(context: StageContext) => unknown} run
 */

/**
 * Runs stages one after the other and times them. Rejects when one fails, or with the reason of
 * the signal: after it nothing counts as success, since a stage may have stopped half way.
 *
 * @param {object} options
 * @param {Stage[]} options.stages
 * @param {import('./job-metrics.js').JobMetrics} options.jobMetrics
 * @param {import('./logger.js').Logger} options.logger
 * @param {AbortSignal} options.signal
 * @param {number} [options.graceMilliseconds]
 */
export async function runStages({
  stages,
  jobMetrics,
  logger,
  signal,
  graceMilliseconds = STAGE_GRACE_MILLISECONDS,
}) {
  const giveUp = rejectAfterAbort(signal, graceMilliseconds);
  for (const stage of stages) {
    signal.throwIfAborted();
    const started = performance.now();
    try {
      await Promise.race([stage.run({ signal, addRecords: jobMetrics.addRecords }), giveUp]);
    } catch (error) {
      if (signal.aborted) {
        logger.warn('stage stopped', { stage: stage.name, error });
      } else {
        logger.error('stage failed', { stage: stage.name, error, stack: error?.stack });
      }
      throw error;
    } finally {
      jobMetrics.endStage(stage.name, secondsSince(started));
    }
    // A promise that the stage did not await may have been rejected: that shows only now.
    await setImmediate();
    signal.throwIfAborted();
    logger.info('stage finished', {
      stage: stage.name,
      seconds: roundedSeconds(secondsSince(started)),
    });
  }
}

/**
 * Seconds of a monotonic clock.
 *
 * @param {number} started a value of `performance.now()`
 * @returns {number}
 */
export function secondsSince(started) {
  return (performance.now() - started) / 1000;
}

/**
 * Seconds as they are logged.
 *
 * @param {number} seconds
 * @returns {number}
 */
export function roundedSeconds(seconds) {
  return Math.round(seconds * 1000) / 1000;
}

function rejectAfterAbort(signal, milliseconds) {
  const { promise, reject } = Promise.withResolvers();
  signal.addEventListener('abort', () => {
    // After an error nobody caught the stage may never come to its end.
    const delay = signal.reason instanceof Stopped ? milliseconds : 0;
    setTimeout(() => reject(signal.reason), delay);
  });
  // It may be rejected when no stage is waited for any more.
  promise.catch(() => {});
  return promise;
}
