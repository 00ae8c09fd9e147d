import { NAME, versionLine } from './build-info.js';
import { helpText } from './command-line.js';
import { loadConfig } from './config.js';
import { ConfigError } from './config-values.js';
import { createGroup } from './gateway.js';
import { failOnExit, Stopped, watchForInterruption } from './interruption.js';
import { createLogger, maskSecrets } from './logger.js';
import { sendWithRetries } from './push.js';
import { runJob } from './run.js';

const EXIT_FAILURE = 1;
const EXIT_NOT_PUSHED = 3;

/**
 * The program around the job: reads the settings, runs the job or does what was asked for, and ends
 * the process. Exit codes: 0 all well; 1 the job failed or a setting is wrong; 3 the job succeeded
 * but its metrics could not be pushed (0 with --no-push.required), or --delete failed; 143, 130 or
 * 129 stopped by a signal.
 *
 * @param {typeof import('./job.js').createStages} createStages
 */
export async function runProgram(createStages) {
  try {
    const code = await main(createStages);
    // Connections a stage forgot to close would keep the process alive.
    process.exit(code);
  } catch (error) {
    if (!(error instanceof ConfigError)) {
      throw error;
    }
    // An argument that is quoted may be a URL with a password.
    process.stderr.write(`${maskSecrets(error.message)}\n`);
    process.exitCode = EXIT_FAILURE;
  }
}

async function main(createStages) {
  const config = loadConfig({ args: process.argv.slice(2), env: process.env });
  if (config.help) {
    return print(helpText());
  }
  if (config.version) {
    return print(`${versionLine()}\n`);
  }
  if (config.configCheck) {
    return print('The configuration is valid.\n');
  }
  const logger = createLogger({ level: config.logLevel, format: config.logFormat });
  const { stop, cutOff } = watchForInterruption(logger);
  const send = createSender({ config, logger, cutOff });
  if (config.delete) {
    return (await send('DELETE')) ? 0 : EXIT_NOT_PUSHED;
  }
  const deliver = createDeliver({ config, logger, send });
  const runIsOver = failOnExit(logger, { stop, cutOff });
  const result = await runJob({ createStages, logger, signal: stop, deliver });
  runIsOver();
  return exitCode(result, config, stop);
}

function exitCode({ outcome, delivered, error }, { pushRequired }, stop) {
  if (outcome === 'stopped') {
    return error.exitCode;
  }
  // What a stage left behind may fail while the metrics are pushed, too late to change them.
  const failedLate = stop.aborted && !(stop.reason instanceof Stopped);
  if (outcome === 'failed' || failedLate) {
    return EXIT_FAILURE;
  }
  return delivered || !pushRequired ? 0 : EXIT_NOT_PUSHED;
}

function createSender({ config, logger, cutOff }) {
  return async (method, text) => {
    const group = createGroup({ config, job: NAME, cutOff });
    const arrived = await sendWithRetries({
      send: () => group.send(method, text),
      what: method === 'DELETE' ? 'deletion' : 'push',
      retries: config.pushRetries,
      logger,
      cutOff,
    });
    if (arrived) {
      logger.info(method === 'DELETE' ? 'group deleted' : 'metrics pushed', {
        url: group.url,
        method,
      });
    }
    return arrived;
  };
}

/** @returns {import('./run.js').Deliver} */
function createDeliver({ config, logger, send }) {
  return async (outcome, text) => {
    if (config.print) {
      await print(text);
      return true;
    }
    if (!config.pushUrl) {
      logger.warn('nothing is pushed: set --push.url, or --print to see the metrics');
      return true;
    }
    // PUT makes the group what this run was: metrics of an older version disappear. After a failure
    // POST replaces the families of this run only, so the time of the last success stays.
    return send(outcome === 'succeeded' ? 'PUT' : 'POST', text);
  };
}

/** Writes to stdout and waits until it is written; `process.exit` would cut off the rest. */
function print(text) {
  return new Promise((resolve) => {
    process.stdout.write(text, () => resolve(0));
  });
}
