import { ConfigError } from './config-values.js';

/**
 * Reads the address of something on the web.
 *
 * @param {string} text
 * @returns {string}
 */
export function parseUrl(text) {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) {
    throw new ConfigError('use an address such as https://example.com/status');
  }
  const { username, password } = new URL(text);
  try {
    decodeURIComponent(`${username}:${password}`);
  } catch {
    throw new ConfigError('write % in the user or the password as %25');
  }
  return text;
}

/**
 * Reads HTTP headers, a line `Name: value` for each.
 *
 * @param {string} text
 * @returns {Record<string, string>} by name in lower case
 */
export function parseHeaders(text) {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const headers = lines.map((line) => {
    const match = /^\s*([\w!#$%&'*+.^`|~-]+):\s*([\x20-\x7e]*?)\s*$/.exec(line);
    if (!match) {
      throw new ConfigError('use a line such as Name: value for every header');
    }
    return [match[1].toLowerCase(), match[2]];
  });
  return Object.fromEntries(headers);
}
