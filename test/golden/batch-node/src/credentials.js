import { readFileSync } from 'node:fs';
import { ConfigError } from './config-values.js';

/**
 * User and password may come from the URL or from options of their own; both at once would leave
 * open which one counts.
 *
 * @param {import('./config.js').Config} config
 */
export function checkCredentials({ pushUrl, pushUsername, pushPasswordFile }) {
  if (pushUrl?.username && pushUsername) {
    throw new ConfigError('The user is in --push.url and in --push.username: keep one of them.');
  }
  if (pushUrl?.password && pushPasswordFile) {
    throw new ConfigError(
      'The password is in --push.url and in --push.password-file: keep one of them.',
    );
  }
  if (pushUsername && !pushPasswordFile) {
    throw new ConfigError('--push.username is set alone: add --push.password-file.');
  }
  if (pushPasswordFile && pushUrl && !pushUrl.username && !pushUsername) {
    throw new ConfigError('--push.password-file needs a user: set --push.username.');
  }
  if (pushPasswordFile) {
    readPassword(pushPasswordFile);
  }
}

/**
 * The header for the gateway; the password file is read now.
 *
 * @param {import('./config.js').Config} config
 * @returns {{ Authorization?: string }}
 */
export function authorization({ pushUrl, pushUsername, pushPasswordFile }) {
  const username = pushUsername ?? pushUrl.username;
  if (!username) {
    return {};
  }
  const password = pushPasswordFile ? readPassword(pushPasswordFile) : pushUrl.password;
  const credentials = Buffer.from(`${username}:${password}`).toString('base64');
  return { Authorization: `Basic ${credentials}` };
}

function readPassword(file) {
  try {
    // Without the newline that editors put behind it.
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    throw new ConfigError(
      `The password file ${file} cannot be read (${error.code}): check --push.password-file.`,
    );
  }
}
