/** A wrong setting. Its message is a sentence for the operator; no stack trace is shown for it. */
export class ConfigError extends Error {
  name = 'ConfigError';
}

/**
 * Reads `host:port`, `:port` or `[::1]:port`.
 *
 * @param {string} text
 * @returns {{ host: string, port: number }} an empty host stands for all addresses
 */
export function parseAddress(text) {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([^\s:[\]/]*)):(\d{1,5})$/.exec(text);
  const port = Number(match?.[3]);
  if (!match || port > 65535) {
    throw new ConfigError('use host:port, :port or [::1]:port with a port from 0 to 65535');
  }
  return {
    host: match[1] ?? match[2],
    port,
  };
}

/**
 * Reads the path the metrics are served on.
 *
 * @param {string} text
 * @returns {string}
 */
export function parseTelemetryPath(text) {
  if (!/^(\/[\w.~-]+)+$/.test(text)) {
    throw new ConfigError('use a path such as /metrics, of letters, digits and . _ ~ -');
  }
  if (['/healthz', '/readyz'].includes(text.toLowerCase())) {
    throw new ConfigError('choose another path, this one is used for health');
  }
  return text;
}

/**
 * Makes a reader of whole numbers from 0.
 *
 * @param {number} most
 * @returns {(text: string) => number}
 */
export function countUpTo(most) {
  return (text) => {
    if (!/^\d{1,9}$/.test(text) || Number(text) > most) {
      throw new ConfigError(`use a whole number from 0 to ${most}`);
    }
    return Number(text);
  };
}

/** Reads a whole number that has no limit of its own. */
export const parseCount = countUpTo(999_999_999);

/**
 * Reads a time in seconds.
 *
 * @param {string} text
 * @returns {number}
 */
export function parseSeconds(text) {
  if (!/^\d{1,6}(\.\d{1,3})?$/.test(text)) {
    throw new ConfigError('use a number of seconds of 0 or more');
  }
  return Number(text);
}

/**
 * Reads `true` or `false`.
 *
 * @param {string} text
 * @returns {boolean}
 */
export function parseBoolean(text) {
  if (!/^(true|false)$/i.test(text)) {
    throw new ConfigError('use true or false');
  }
  return text.toLowerCase() === 'true';
}

/**
 * Makes a reader that accepts one of some words.
 *
 * @param {string[]} words
 * @returns {(text: string) => string}
 */
export function oneOf(words) {
  return (text) => {
    if (!words.includes(text)) {
      throw new ConfigError(`use ${words.slice(0, -1).join(', ')} or ${words.at(-1)}`);
    }
    return text;
  };
}
