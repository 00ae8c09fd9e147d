import { createHmac, randomBytes } from 'node:crypto';
import bcrypt from 'bcryptjs';

const CACHED_PASSWORDS = 100;
/** The one that is compared and those that wait for it. */
const MOST_COMPARISONS = 5;

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
  const comparisons = createComparisons();

  /** The status that somebody is turned away with; undefined lets in. */
  async function refusalOf(credentials, known) {
    if (known.size === 0) {
      return undefined;
    }
    if (!credentials) {
      return 401;
    }
    const { name, password } = credentials;
    // An unknown user costs as much time as a wrong password.
    const hash = known.get(name) ?? known.values().next().value;
    const key = createHmac('sha256', secret)
      .update(JSON.stringify([name, hash, password]))
      .digest('base64');
    if (accepted.has(key)) {
      return undefined;
    }
    if (comparisons.areTooMany()) {
      return 429;
    }
    const matches = await comparisons.add(password, hash);
    if (!matches || !known.has(name)) {
      return 401;
    }
    if (accepted.size >= CACHED_PASSWORDS) {
      accepted.delete(accepted.values().next().value);
    }
    accepted.add(key);
    return undefined;
  }

  return async function basicAuth(req, res, next) {
    const status = await refusalOf(parseHeader(req.get('Authorization')), users());
    if (status === undefined) {
      next();
      return;
    }
    if (status === 429) {
      res.status(429).set('Retry-After', '1').type('text/plain').send('Too many requests\n');
      return;
    }
    res
      .status(401)
      .set('WWW-Authenticate', 'Basic realm="metrics", charset="UTF-8"')
      .type('text/plain')
      .send('Unauthorized\n');
  };
}

/**
 * Compares passwords one after the other, and keeps few waiting: whoever guesses passwords must not
 * take the processor from all others.
 */
function createComparisons() {
  let count = 0;
  let last = Promise.resolve();
  return {
    areTooMany: () => count >= MOST_COMPARISONS,
    add(password, hash) {
      count += 1;
      const result = last
        .then(() => bcrypt.compare(password, hash))
        .finally(() => {
          count -= 1;
        });
      // One that fails is no reason for the next one to fail.
      last = result.catch(() => {});
      return result;
    },
  };
}

function parseHeader(header = '') {
  const [, encoded = ''] = /^basic +([\w+/=-]+)$/i.exec(header) ?? [];
  const match = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString());
  return match ? { name: match[1], password: match[2] } : undefined;
}
