/** Nobody was asked: everything was busy for as long as there was time. */
export class BusyError extends Error {
  name = 'BusyError';
}

/**
 * Runs a number of tasks at the same time and lets the others wait for their turn.
 *
 * @param {number} most
 * @returns {<T>(task: () => Promise<T>, signal: AbortSignal) => Promise<T>} `signal` ends the
 *   waiting; a task that has begun looks after itself
 */
export function createSlots(most) {
  let free = most;
  const waiting = new Set();

  function takeTurn(signal) {
    if (signal.aborted) {
      throw busy();
    }
    if (free > 0) {
      free -= 1;
      return undefined;
    }
    // A signal of its own: Node warns when more than ten listen to the same one.
    const own = AbortSignal.any([signal]);
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        waiting.delete(start);
        reject(busy());
      };
      const start = () => {
        own.removeEventListener('abort', giveUp);
        resolve();
      };
      waiting.add(start);
      own.addEventListener('abort', giveUp, { once: true });
    });
  }

  function passOn() {
    const [next] = waiting;
    if (next) {
      waiting.delete(next);
      next();
    } else {
      free += 1;
    }
  }

  return async (task, signal) => {
    await takeTurn(signal);
    try {
      return await task();
    } finally {
      passOn();
    }
  };
}

function busy() {
  return new BusyError('earlier requests left no time for this one');
}
