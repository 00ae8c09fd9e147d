import { authorization } from './credentials.js';
import { groupPath } from './grouping-key.js';

const CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** Of an answer; one that says what is wrong may hold a whole histogram. */
const READ_BYTES = 100_000;
/** Of what was read, in an error. */
const SHOWN_CHARACTERS = 500;

/** What the answer 400 says, and what helps. */
const HINTS = [
  [
    /\bis not a [A-Z]+$|\bhas type [A-Z]+ but\b/,
    'another group has a metric of this name with another type; rename yours, or remove that group with --delete',
  ],
  [
    /was collected before with the same name and label values/,
    'a metric of this or another group has a label with the name of a key; choose another key for --push.grouping',
  ],
  [/HTTP request to an HTTPS server/, 'use https in --push.url'],
];

/** A request the Pushgateway did not fulfil; `retry` tells whether another attempt can help. */
export class GatewayError extends Error {
  name = 'GatewayError';

  constructor(message, { retry }) {
    super(message);
    this.retry = retry;
  }
}

/**
 * One group of metrics on a Pushgateway.
 *
 * @typedef {object} Group
 * @property {string} url without credentials
 * @property {(method: 'PUT' | 'POST' | 'DELETE', text?: string) => Promise<void>} send
 *
 * @param {object} options
 * @param {import('./config.js').Config} options.config
 * @param {string} options.job
 * @param {AbortSignal} [options.cutOff] ends a request that is under way
 * @returns {Group}
 */
export function createGroup({ config, job, cutOff = new AbortController().signal }) {
  const url = config.pushUrl.base + groupPath(job, config.pushGrouping);
  return {
    url,
    async send(method, text) {
      const { status, body, location } = await request({ config, url, method, text, cutOff });
      if (status >= 300) {
        throw refusal({ status, body, location, url });
      }
    },
  };
}

async function request({ config, url, method, text, cutOff }) {
  const headers = { 'Content-Type': CONTENT_TYPE, ...authorization(config) };
  const timeout = AbortSignal.timeout(config.pushTimeout * 1000);
  try {
    const response = await fetch(url, {
      method,
      body: text,
      headers,
      // A POST that is redirected would arrive as a GET and push nothing.
      redirect: 'manual',
      signal: AbortSignal.any([timeout, cutOff]),
    });
    return {
      status: response.status,
      body: (await readText(response)).trim().replace(/\.$/, ''),
      location: response.headers.get('location'),
    };
  } catch (error) {
    throw new GatewayError(reasonOf(error, { timeout, cutOff, config }), { retry: true });
  }
}

async function readText({ body }) {
  const chunks = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= READ_BYTES) {
      // Leaving the loop closes the connection, so the rest is never sent.
      break;
    }
  }
  return Buffer.concat(chunks).toString('utf8', 0, READ_BYTES);
}

function reasonOf(error, { timeout, cutOff, config }) {
  if (timeout.aborted) {
    return `the Pushgateway did not answer within ${config.pushTimeout} s`;
  }
  if (cutOff.aborted) {
    return 'there was no time left for an answer of the Pushgateway';
  }
  // fetch says only "fetch failed" and keeps the reason in the cause.
  const reason = error.cause?.code ?? error.cause?.message ?? error.message;
  return `cannot reach the Pushgateway at ${config.pushUrl.base}: ${reason}`;
}

function refusal({ status, body, location, url }) {
  const hint = {
    400: HINTS.find(([answer]) => answer.test(body))?.[1],
    401: 'check the user and the password',
    403: 'check the user and the password',
    404: `check the path prefix of ${url}`,
  }[status];
  const reason = location
    ? `go to ${location}, set --push.url to it`
    : body.slice(0, SHOWN_CHARACTERS);
  const parts = [`the Pushgateway answered ${status}`, reason, hint].filter(Boolean);
  return new GatewayError(parts.join(': '), {
    retry: status >= 500 || status === 408 || status === 429,
  });
}
