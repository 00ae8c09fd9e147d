import { Registry } from {{client}};
import { registerBuildInfo } from './build-info.js';
import { Stopped } from './interruption.js';
import { createJobMetrics } from './job-metrics.js';
{{#if hasEvents}}
import { createMetrics } from './metrics.js';
{{/if}}
import { roundedSeconds, runStages, secondsSince } from './runner.js';

/**
 * @typedef {object} Result
 * @property {'succeeded' | 'failed' | 'stopped'} outcome
 * @property {boolean} delivered whether the metrics arrived
 * @property {unknown} [error] why the run did not succeed
 *
 * @typedef {(outcome: Result['outcome'], text: string) => Promise<boolean>} Deliver
 */

/**
 * One run of the job with a registry of its own. Its metrics are delivered however it ends.
 *
 * @param {object} options
 * @param {typeof import('./job.js').createStages} options.createStages
 * @param {import('./logger.js').Logger} options.logger
 * @param {AbortSignal} options.signal
 * @param {Deliver} options.deliver
 * @returns {Promise<Result>}
 */
export async function runJob({ createStages, logger, signal, deliver }) {
  const registry = new Registry();
  registerBuildInfo(registry);
  const jobMetrics = createJobMetrics(registry);
{{#if hasEvents}}
  const metrics = createMetrics(registry);
{{/if}}
  const started = performance.now();
  const result = { outcome: 'failed', delivered: false };
  try {
    const stages = createStages({ {{#if hasEvents}}metrics, {{/if}}logger });
    await runStages({ stages, jobMetrics, logger, signal });
    result.outcome = 'succeeded';
  } catch (error) {
    result.error = signal.aborted ? signal.reason : error;
    result.outcome = result.error instanceof Stopped ? 'stopped' : 'failed';
  } finally {
    const seconds = secondsSince(started);
    jobMetrics.endRun(seconds, result.outcome === 'succeeded');
    logOutcome(logger, result, roundedSeconds(seconds));
    result.delivered = await registry
      .metrics()
      .then((text) => deliver(result.outcome, text))
      .catch((error) => {
        logger.error('metrics lost', { error, stack: error?.stack });
        return false;
      });
  }
  return result;
}

function logOutcome(logger, { outcome, error }, seconds) {
  if (outcome === 'succeeded') {
    logger.info('job succeeded', { seconds });
  } else {
    logger.error(`job ${outcome}`, { seconds, error });
  }
}
