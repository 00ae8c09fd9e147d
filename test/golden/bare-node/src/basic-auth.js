import { createHmac, randomBytes } from 'node:crypto';
import bcrypt from 'bcryptjs';

const CACHED_PASSWORDS = 100;

/**
 * Basic authentication with bcrypt hashes. Every request passes while there are no users.
 *
 * @param {object} options
 * @param {() => Map<string, string>} options.users hashes by user name, asked for at each request
 * @returns {import('express').RequestHandler}
 */
export function createBasicAuth({ users }) {
  // bcrypt is slow on purpose. What was right once is remembered, under a key of this process only.
  const secret = randomBytes(32);
  const accepted = new Set();
  let comparing = Promise.resolve();

  /** One after the other: guessing passwords must not keep probes and scrapes waiting. */
  function compareInTurn(password, hash) {
    const compared = comparing.then(() => bcrypt.compare(password, hash));
    comparing = compared.catch(() => {});
    return compared;
  }

  async function isAccepted({ name, password }, known) {
    // An unknown user costs as much time as a wrong password.
    const hash = known.get(name) ?? known.values().next().value;
    const key = createHmac('sha256', secret)
      .update(JSON.stringify([name, hash, password]))
      .digest('base64');
    if (accepted.has(key)) {
      return true;
    }
    const matches = await compareInTurn(password, hash);
    if (!matches || !known.has(name)) {
      return false;
    }
    if (accepted.size >= CACHED_PASSWORDS) {
      accepted.delete(accepted.values().next().value);
    }
    accepted.add(key);
    return true;
  }

  return async function basicAuth(req, res, next) {
    const known = users();
    const credentials = parseHeader(req.get('Authorization'));
    if (known.size === 0 || (credentials && (await isAccepted(credentials, known)))) {
      next();
      return;
    }
    res
      .status(401)
      .set('WWW-Authenticate', 'Basic realm="metrics", charset="UTF-8"')
      .type('text/plain')
      .send('Unauthorized\n');
  };
}

function parseHeader(header = '') {
  const [, encoded = ''] = /^basic +([\w+/=-]+)$/i.exec(header) ?? [];
  const match = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString());
  return match ? { name: match[1], password: match[2] } : undefined;
}
