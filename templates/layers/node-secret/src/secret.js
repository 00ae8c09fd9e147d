import { readFileSync } from 'node:fs';
import { ConfigError } from './config-values.js';

/**
 * A secret that is given as it is or in a file. The file is read again at every call, so a new
 * content counts from the next connection on.
 *
 * @param {object} options
 * @param {string | undefined} options.value
 * @param {string | undefined} options.file beats `value`
 * @param {string} options.flag the flag that names the file
 * @returns {() => string | undefined}
 */
export function secretFrom({ value, file, flag }) {
  return () => (file ? readSecret(file, flag) : value);
}

function readSecret(file, flag) {
  try {
    // Editors and `echo` end a file with a line break, which is no part of the secret.
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch {
    throw new ConfigError(`The file ${file} cannot be read: check --${flag}.`);
  }
}

/**
 * Refuses the URL of a database if what is not percent-encoded may be of a password: an `@` that
 * does not end the user's part, which `/`, `?` and `#` end too early, and whitespace.
 *
 * @param {string} url
 */
export function refuseUnencoded(url) {
  // Readers of URLs drop some of it in silence: a second line of a file would be of the password.
  if (/[\s\p{Cc}]/u.test(url)) {
    throw new Error('whitespace or a control character');
  }
  if (!/^[^:/?#@]+:\/\/([^/?#@]*@)?[^#@]*$/.test(url)) {
    throw new Error('not percent-encoded');
  }
}
