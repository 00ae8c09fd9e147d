/**
 * A point in time after which an answer is of no use any more.
 *
 * @param {number} seconds from now
 * @returns {{ seconds: number, signal: AbortSignal, expired: Promise<never>, stop: () => void }}
 *   `signal` aborts and `expired` rejects at the deadline, with the same error
 */
export function startDeadline(seconds) {
  const controller = new AbortController();
  const expired = new Promise((_resolve, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason));
  });
  // It may pass while nobody is waiting for it.
  expired.catch(() => {});
  const timer = setTimeout(() => {
    controller.abort(lateError(seconds));
  }, seconds * 1000);
  return { seconds, signal: controller.signal, expired, stop: () => clearTimeout(timer) };
}

/**
 * What is wrong when the time is over, whoever notices it first.
 *
 * @param {number} seconds that the deadline allowed
 * @returns {Error}
 */
export function lateError(seconds) {
  return new Error(`no answer within ${seconds} s`);
}
