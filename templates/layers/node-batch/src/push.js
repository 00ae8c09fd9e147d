import { setTimeout as sleep } from 'node:timers/promises';
import { GatewayError } from './gateway.js';

const LONGEST_PAUSE_SECONDS = 30;

/**
 * Sends a request to the Pushgateway, again after a pause where that can help.
 *
 * @param {object} options
 * @param {() => Promise<void>} options.send
 * @param {string} options.what the request is called in the log
 * @param {number} options.retries
 * @param {import('./logger.js').Logger} options.logger
 * @param {AbortSignal} options.cutOff no attempt is made after it
 * @param {number} [options.pauseSeconds] before the second attempt; it doubles from then on
 * @returns {Promise<boolean>} whether it arrived; if not, the reason is in the log
 */
export async function sendWithRetries({ send, what, retries, logger, cutOff, pauseSeconds = 1 }) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await send();
      return true;
    } catch (error) {
      const retry = !(error instanceof GatewayError) || error.retry;
      if (!retry || attempt > retries || cutOff.aborted) {
        logger.error(`${what} failed`, { error, attempts: attempt });
        return false;
      }
      const seconds = Math.min(pauseSeconds * 2 ** (attempt - 1), LONGEST_PAUSE_SECONDS);
      logger.warn(`${what} failed, trying again`, { error, attempt, pause_seconds: seconds });
      // The pause only ends early; whether there is another attempt is decided above.
      await sleep(seconds * 1000, undefined, { signal: cutOff }).catch(() => {});
    }
  }
}
