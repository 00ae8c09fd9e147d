import { Gauge } from {{client}};
import { finite } from './finite.js';

/**
 * The metrics every run has, whatever the job does.
 *
 * @typedef {ReturnType<typeof createJobMetrics>} JobMetrics
 *
 * @param {import({{client}}).Registry} registry
 */
export function createJobMetrics(registry) {
  const lastCompletion = new Gauge({
    name: {{own.jobLastCompletion.name}},
    help: {{own.jobLastCompletion.help}},
    registers: [registry],
  });
  const duration = new Gauge({
    name: {{own.jobDuration.name}},
    help: {{own.jobDuration.help}},
    registers: [registry],
  });
  const stageDuration = new Gauge({
    name: {{own.jobStageDuration.name}},
    help: {{own.jobStageDuration.help}},
    labelNames: ['stage'],
    registers: [registry],
  });
  const recordsProcessed = new Gauge({
    name: {{own.jobRecords.name}},
    help: {{own.jobRecords.help}},
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
          name: {{own.jobLastSuccess.name}},
          help: {{own.jobLastSuccess.help}},
          registers: [registry],
        });
        lastSuccess.set(now);
      }
    },
  };
}
