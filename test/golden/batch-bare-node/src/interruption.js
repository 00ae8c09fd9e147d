// A container runtime kills ten seconds after SIGTERM. A stage gets the first four (see runner.js),
// the push has to end half a second before the process does.
const CUT_OFF_MILLISECONDS = 8500;
const EXIT_MILLISECONDS = 9000;

const EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

/** The job was told to stop. */
export class Stopped extends Error {
  name = 'Stopped';

  /** @param {keyof typeof EXIT_CODES} signal */
  constructor(signal) {
    super(`stopped by ${signal}`);
    /** What shells report for a process this signal ended. */
    this.exitCode = EXIT_CODES[signal];
  }
}

/**
 * Turns signals, and errors nobody caught, into an abort of the job, so that its metrics are pushed
 * all the same. A second signal ends the process at once, unless it is SIGHUP.
 *
 * @param {import('./logger.js').Logger} logger
 * @returns {{ stop: AbortSignal, cutOff: AbortSignal }} `stop` ends the job, `cutOff` the push
 */
export function watchForInterruption(logger) {
  const stop = new AbortController();
  const cutOff = new AbortController();
  const end = ({ exitCode }) => {
    // There is no push from here on; failOnExit sees by it that no stage ends the process.
    cutOff.abort();
    process.exit(exitCode);
  };
  let signalled = false;
  for (const signal of Object.keys(EXIT_CODES)) {
    process.on(signal, () => {
      const reason = new Stopped(signal);
      if (signalled && signal === 'SIGHUP') {
        // The system and the shell may both tell that the terminal is gone.
        return;
      }
      if (signalled) {
        end(reason);
      }
      signalled = true;
      logger.warn('stopping', { reason });
      stop.abort(reason);
      setTimeout(() => cutOff.abort(), CUT_OFF_MILLISECONDS).unref();
      setTimeout(end, EXIT_MILLISECONDS, reason).unref();
    });
  }
  process.on('uncaughtException', (error) => {
    logger.error('uncaught error', { error, stack: error?.stack });
    stop.abort(error);
  });
  process.once('beforeExit', () => {
    // Node would exit silently when nothing is left that could end the stage.
    stop.abort(new Error('the stage waits for something that cannot happen any more'));
  });
  return { stop: stop.signal, cutOff: cutOff.signal };
}

/**
 * Makes a run fail whose process a stage ends, or what it left behind: nothing can be pushed any
 * more, but the log and the exit code tell it.
 *
 * @param {import('./logger.js').Logger} logger
 * @param {{ stop: AbortSignal, cutOff: AbortSignal }} signals of `watchForInterruption`
 * @returns {() => void} to be called when the run is over, its delivery included
 */
export function failOnExit(logger, { stop, cutOff }) {
  const fail = () => {
    if (cutOff.aborted) {
      return;
    }
    const stopped = stop.reason instanceof Stopped;
    const outcome = stopped ? 'stopped' : 'failed';
    logger.error(`job ${outcome}, its metrics are lost: its code ended the process too early`);
    process.exitCode = stopped ? stop.reason.exitCode : 1;
  };
  process.once('exit', fail);
  return () => process.off('exit', fail);
}
