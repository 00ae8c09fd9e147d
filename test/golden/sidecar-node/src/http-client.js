import https from 'node:https';
import { NAME, VERSION } from './build-info.js';
import { http } from './http.js';
import { createSlots } from './slots.js';

const MOST_REDIRECTS = 5;
const REDIRECTS = [301, 302, 303, 307, 308];
const USER_AGENT = `${NAME}/${VERSION}`;

/**
 * Asks web servers over connections that are kept and used again. Certificates are verified, with
 * those of NODE_EXTRA_CA_CERTS as well.
 *
 * @typedef {object} Answer
 * @property {number} status
 * @property {Buffer} body no more than `maxBytes` of it
 * @property {boolean} complete whether that is all of it
 * @property {number} seconds from the request to the end of the answer, redirects included
 *
 * @param {object} options
 * @param {number} options.connections used at the same time
 * @param {string} [options.ca] certificates to trust instead of the usual ones
 */
export function createHttpClient({ connections, ca }) {
  const settings = { keepAlive: true, maxSockets: connections, maxFreeSockets: connections };
  const agents = {
    'http:': new http.Agent(settings),
    'https:': new https.Agent({ ...settings, ca }),
  };
  const slots = createSlots(connections);

  return {
    /**
     * Asks until it gets something else than a redirect.
     *
     * @param {string} url
     * @param {object} options
     * @param {AbortSignal} options.signal gives up, also while waiting for a connection
     * @param {number} options.maxBytes of the body; what is over is not read
     * @param {Record<string, string>} [options.headers] not sent to where a redirect leads, unless
     *   that is the same server
     * @param {number} [options.seconds] for this request once it has a connection
     * @param {number[]} [options.final] redirects that are an answer
     * @returns {Promise<Answer>}
     */
    get: (url, { signal, seconds, ...options }) =>
      slots(async () => {
        const signals = seconds === undefined ? [signal] : [signal, timeoutAfter(seconds)];
        const started = performance.now();
        const answer = await follow(url, { agents, signal: AbortSignal.any(signals), ...options });
        return { ...answer, seconds: (performance.now() - started) / 1000 };
      }, signal),

    /** Closes the connections. */
    close() {
      for (const agent of Object.values(agents)) {
        agent.destroy();
      }
    },
  };
}

async function follow(first, { headers = {}, final = [], ...options }) {
  let url = new URL(first);
  let sent = { 'user-agent': USER_AGENT, ...authorizationOf(url), ...headers };
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const { location, ...answer } = await exchange(url, { ...options, headers: sent });
    if (!REDIRECTS.includes(answer.status) || !location || final.includes(answer.status)) {
      return answer;
    }
    const next = new URL(location, url);
    if (!(next.protocol in options.agents)) {
      throw new Error('a redirect leads to something else than http or https');
    }
    if (next.origin !== url.origin) {
      // Credentials are meant for one server only.
      sent = { 'user-agent': USER_AGENT };
    }
    url = next;
  }
  throw new Error(`more than ${MOST_REDIRECTS} redirects`);
}

function exchange(url, options) {
  const { promise, resolve, reject } = Promise.withResolvers();
  const { agents, headers, signal, maxBytes } = options;
  // Credentials in the URL are among the headers already.
  const target = new URL(url);
  target.username = '';
  target.password = '';
  const { get } = url.protocol === 'https:' ? https : http;
  const request = get(target, { agent: agents[url.protocol], headers, signal });
  request.on('response', (response) => resolve(readAnswer(response, maxBytes, signal)));
  request.on('error', (error) => {
    if (request.reusedSocket && error.code === 'ECONNRESET' && !signal.aborted) {
      // The server closed the connection while this request was on its way: it never saw it.
      resolve(exchange(url, options));
    } else {
      reject(signal.aborted ? signal.reason : withMessage(error));
    }
  });
  // The answer can be something that is neither a response nor an error: a switch of protocols.
  request.on('close', () => reject(new Error('the connection was closed')));
  return promise;
}

async function readAnswer(response, maxBytes, signal) {
  const chunks = [];
  let size = 0;
  try {
    for await (const chunk of response) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > maxBytes) {
        // Leaving the loop closes the connection, so the rest is never sent.
        break;
      }
    }
    if (size <= maxBytes) {
      // A body without a length ends with its connection, also when that was given up.
      signal.throwIfAborted();
    }
  } catch {
    throw signal.aborted ? signal.reason : new Error('the answer ended too early');
  }
  return {
    status: response.statusCode,
    location: response.headers.location,
    body: Buffer.concat(chunks).subarray(0, maxBytes),
    complete: size <= maxBytes,
  };
}

function authorizationOf({ username, password }) {
  if (!username) {
    return {};
  }
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
}

function timeoutAfter(seconds) {
  return AbortSignal.timeout(Math.max(Math.ceil(seconds * 1000), 1));
}

function withMessage(error) {
  // When every address of a host refuses, Node gives an AggregateError without a message.
  return error.message ? error : new Error(error.errors?.[0]?.message ?? error.code);
}
