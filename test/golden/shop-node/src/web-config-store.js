import { ConfigError } from './config-values.js';
import { readWebConfig, stampOf } from './web-config.js';

/**
 * Keeps the web configuration current: at most once in an interval it looks whether one of its
 * files changed. A new version with a mistake is logged and the old one stays in force.
 *
 * @param {object} options
 * @param {string} [options.file]
 * @param {import('./logger.js').Logger} options.logger
 * @param {number} [options.intervalMilliseconds]
 */
export function createWebConfigStore({ file, logger, intervalMilliseconds = 1000 }) {
  let current = readWebConfig(file);
  let checked = performance.now();
  let problem;

  function reload() {
    try {
      const changed = readWebConfig(file);
      refuseRestart(current, changed);
      current = changed;
      problem = undefined;
      logger.info('web configuration read again', { file });
    } catch (error) {
      // Tried again until it works: what it lacks may be a file that is still to come.
      if (error.message !== problem) {
        problem = error.message;
        logger.error('web configuration not changed, the old one stays in force', { file, error });
      }
    }
  }

  return {
    /**
     * The settings in force now.
     *
     * @returns {import('./web-config.js').WebConfig}
     */
    current() {
      const now = performance.now();
      if (current.files.size > 0 && now - checked >= intervalMilliseconds) {
        checked = now;
        if ([...current.files].some(([path, stamp]) => stampOf(path) !== stamp)) {
          reload();
        } else {
          problem = undefined;
        }
      }
      return current;
    },
  };
}

function refuseRestart(before, after) {
  if (before.tls?.clientAuthType !== after.tls?.clientAuthType) {
    throw new ConfigError('Switching TLS or client_auth_type needs a restart.');
  }
  // An editor may have emptied the file to write it anew: nobody gets in without a password
  // meanwhile.
  if (before.users.size > 0 && after.users.size === 0) {
    throw new ConfigError('Removing all users needs a restart.');
  }
}
