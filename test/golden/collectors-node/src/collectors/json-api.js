import { readFile } from 'node:fs/promises';
import { createHttpClient } from '../http-client.js';
import { parseHeaders } from '../http-values.js';
import { IncompleteError } from '../incomplete-error.js';
import { addFamily } from '../sampled-family.js';
import { parseDocument } from './json-api-document.js';
import { createReading } from './json-api-reading.js';

/**
 * The metrics that are read from the document, by JMESPath expressions: `value` and the labels of
 * every item of the list `each`, or of the document itself.
 */
const METRICS = [];

const MAX_BODY_BYTES = 10_000_000;
/** Parallel scrapes share them. */
const CONNECTIONS = 4;

/**
 * Reads metrics from a JSON document at every scrape. One that finds something wrong in it fails
 * alone.
 *
 * @param {object} options
 * @param {string} options.url
 * @param {Record<string, string>} [options.headers] sent with the request, names in lower case
 * @param {string} [options.headersFile] holds the headers, a line for each; read for every request
 * @param {string} [options.token] sent as bearer token
 * @param {string} [options.tokenFile] holds the token; read for every request
 * @param {typeof METRICS} [options.metrics]
 * @returns {import('../scrape.js').Collector}
 */
export function createJsonApiCollector({
  url,
  headers,
  headersFile,
  token,
  tokenFile,
  metrics = METRICS,
}) {
  const client = createHttpClient({ connections: CONNECTIONS });
  const readings = metrics.map(createReading);

  async function authorization() {
    const current = tokenFile ? (await readFile(tokenFile, 'utf8')).trimEnd() : token;
    if (current === undefined) {
      return {};
    }
    if (!/^[\x21-\x7e]+$/.test(current)) {
      throw new Error('the token is empty or holds characters that cannot be sent');
    }
    return { authorization: `Bearer ${current}` };
  }

  async function readDocument(signal) {
    const { status, body, complete } = await client.get(url, {
      headers: {
        accept: 'application/json',
        ...(headersFile ? await readHeaders(headersFile) : headers),
        ...(await authorization()),
      },
      maxBytes: MAX_BODY_BYTES,
      signal,
    });
    if (status < 200 || status > 299) {
      throw new Error(`the server answered with status ${status}`);
    }
    if (!complete) {
      throw new Error(`the answer is larger than ${MAX_BODY_BYTES} bytes`);
    }
    return parseJson(body);
  }

  return {
    name: 'json-api',
    async collect({ registry, signal }) {
      const { content, exact } = await readDocument(signal).catch((error) => {
        throw new Error(`${placeOf(url)}: ${error.message}`, { cause: error });
      });
      const errors = [];
      for (const { metric, read } of readings) {
        const labelNames = Object.keys(metric.labels);
        try {
          addFamily(registry, { ...metric, labelNames }, read(content, exact));
        } catch (error) {
          errors.push(error);
        }
      }
      if (errors.length > 0) {
        throw new IncompleteError(errors);
      }
    },
    close: () => client.close(),
  };
}

/** The address without what may be a secret. */
function placeOf(url) {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}

async function readHeaders(file) {
  const text = await readFile(file, 'utf8');
  try {
    return parseHeaders(text);
  } catch (error) {
    throw new Error(`${file}: ${error.message}`);
  }
}

function parseJson(body) {
  try {
    return parseDocument(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    // The parser's own message would show a part of the document.
    throw new Error('the answer is not JSON');
  }
}
