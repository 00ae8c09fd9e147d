import { Gauge } from '@prometheus-io/client';
import { finite } from './finite.js';

/**
 * The metrics every run has, whatever the job does.
 *
 * @typedef {ReturnType<typeof createJobMetrics>} JobMetrics
 *
 * @param {import('@prometheus-io/client').Registry} registry
 */
export function createJobMetrics(registry) {
  const lastCompletion = new Gauge({
    name: 'cleanup_job_last_completion_timestamp_seconds',
    help: 'Time the job last ended, successful or not, in seconds since 1970.',
    registers: [registry],
  });
  const duration = new Gauge({
    name: 'cleanup_job_duration_seconds',
    help: 'Time the last run of the job took.',
    registers: [registry],
  });
  const stageDuration = new Gauge({
    name: 'cleanup_job_stage_duration_seconds',
    help: 'Time each stage of the job took in its last run.',
    labelNames: ['stage'],
    registers: [registry],
  });
  const recordsProcessed = new Gauge({
    name: 'cleanup_job_records_processed',
    help: 'Records the last run of the job processed.',
    registers: [registry],
  });

  return {
    /**
     * Counts records that have been processed.
     *
     * @param {number} [amount]
     */
    addRecords(amount = 1) {
      if (amount < 0) {
        throw new RangeError(`records are counted up, not by ${amount}`);
      }
      recordsProcessed.inc(finite(amount));
    },

    /**
     * A stage ended, in whatever way.
     *
     * @param {string} stage
     * @param {number} seconds
     */
    endStage(stage, seconds) {
      stageDuration.set({ stage }, seconds);
    },

    /**
     * The run ended. The time of the last success exists in a run that succeeded only: what is not
     * pushed does not replace what the gateway has.
     *
     * @param {number} seconds
     * @param {boolean} succeeded
     */
    endRun(seconds, succeeded) {
      const now = Date.now() / 1000;
      duration.set(seconds);
      lastCompletion.set(now);
      if (succeeded) {
        const lastSuccess = new Gauge({
          name: 'cleanup_job_last_success_timestamp_seconds',
          help: 'Time the job last succeeded, in seconds since 1970.',
          registers: [registry],
        });
        lastSuccess.set(now);
      }
    },
  };
}
