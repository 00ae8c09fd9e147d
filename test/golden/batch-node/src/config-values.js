import { METRIC_LABELS } from './grouping-key.js';

/** A wrong setting. Its message is a sentence for the operator; no stack trace is shown for it. */
export class ConfigError extends Error {
  name = 'ConfigError';
}

/**
 * @typedef {object} GatewayUrl
 * @property {string} base scheme, host, port and path prefix, without credentials
 * @property {string} username empty when there is none
 * @property {string} password
 */

/**
 * Reads the address of a Pushgateway and takes the credentials out of it.
 *
 * @param {string} text
 * @returns {GatewayUrl}
 */
export function parseGatewayUrl(text) {
  const url = /^https?:\/\/[^\s?#]+$/i.test(text) && URL.canParse(text) ? new URL(text) : undefined;
  if (!url) {
    throw new ConfigError('use http://HOST:PORT or https://HOST:PORT, a path prefix may follow');
  }
  return {
    base: url.origin + url.pathname.replace(/\/+$/, ''),
    username: percentDecoded(url.username),
    password: percentDecoded(url.password),
  };
}

function percentDecoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new ConfigError('write % in the user or the password as %25');
  }
}

/**
 * Reads `key=value` pairs separated by commas.
 *
 * @param {string} text
 * @returns {Record<string, string>}
 */
export function parseGrouping(text) {
  const pairs = text.split(',').map((pair) => {
    const [, key, value] = /^([^=]+)=(.*)$/s.exec(pair.trim()) ?? [];
    if (key === undefined) {
      throw new ConfigError('use key=value pairs, separated by commas');
    }
    checkGroupingKey(key);
    return [key, value];
  });
  const grouping = Object.fromEntries(pairs);
  if (Object.keys(grouping).length < pairs.length) {
    throw new ConfigError('use each key once');
  }
  return grouping;
}

function checkGroupingKey(key) {
  if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(key)) {
    throw new ConfigError(
      `write the key ${key} with letters, digits and underscores, no digit first`,
    );
  }
  if (key === 'job' || key.startsWith('__')) {
    throw new ConfigError('choose a key other than job that does not begin with __');
  }
  if (Object.hasOwn(METRIC_LABELS, key)) {
    throw new ConfigError(`${key} is a label of ${METRIC_LABELS[key]}; choose another key`);
  }
}

/**
 * Reads a time of more than 0 and up to 300 seconds.
 *
 * @param {string} text
 * @returns {number}
 */
export function parseSeconds(text) {
  const seconds = /^\d{1,3}(\.\d{1,3})?$/.test(text) ? Number(text) : 0;
  if (seconds <= 0 || seconds > 300) {
    throw new ConfigError('use seconds from 0.001 to 300');
  }
  return seconds;
}

/**
 * Reads a whole number from 0 to 10.
 *
 * @param {string} text
 * @returns {number}
 */
export function parseRetries(text) {
  if (!/^\d{1,2}$/.test(text) || Number(text) > 10) {
    throw new ConfigError('use a whole number from 0 to 10');
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
