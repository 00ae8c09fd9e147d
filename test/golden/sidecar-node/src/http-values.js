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
 * Reads named addresses, `name=url,name=url`. A comma is the end of an address only when another
 * name and address follow.
 *
 * @param {string} text
 * @returns {Map<string, string>}
 */
export function parseTargets(text) {
  const targets = new Map();
  for (const pair of text.split(/,(?=[^=,]*=https?:\/\/)/)) {
    const [, name, url] = /^\s*([^=,]+)=(\S+)\s*$/.exec(pair) ?? [];
    if (!name || targets.has(name)) {
      throw new ConfigError('use name=url,name=url with a different name for every address');
    }
    targets.set(name, parseUrl(url));
  }
  return targets;
}

/**
 * Reads HTTP statuses, `200,204`.
 *
 * @param {string} text
 * @returns {number[]}
 */
export function parseStatuses(text) {
  if (!/^[1-5]\d\d(,[1-5]\d\d)*$/.test(text)) {
    throw new ConfigError('use statuses such as 200 or 200,204');
  }
  return text.split(',').map(Number);
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

/**
 * Narrows a reader of numbers to those over 0.
 *
 * @param {(text: string) => number} parse
 * @returns {(text: string) => number}
 */
export function overZero(parse) {
  return (text) => {
    const number = parse(text);
    if (number === 0) {
      throw new ConfigError('use a number over 0');
    }
    return number;
  };
}
