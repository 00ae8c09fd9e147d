import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/**
 * Prometheus 3 refuses an answer without a type it knows, so it is stated exactly. OpenMetrics is
 * not offered: the client switches a whole registry to it, for every reader at once, and then
 * changes the names of counters.
 */
const CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

const PLAIN_TEXT = 'text/plain; charset=utf-8';
const COMPRESS_FROM_BYTES = 1024;

const compress = promisify(gzip);

/**
 * The handler of the telemetry path.
 *
 * @param {object} options
 * @param {(req: import('express').Request) => Promise<string>} options.render
 * @param {number} options.maxRequests scrapes in flight; 0 is no limit
 * @param {import('./logger.js').Logger} options.logger
 * @returns {import('express').RequestHandler}
 */
export function createExposition({ render, maxRequests, logger }) {
  let inFlight = 0;

  return async function exposition(req, res) {
    if (maxRequests > 0 && inFlight >= maxRequests) {
      send(res, 503, `There are ${maxRequests} scrapes in flight already, try again later.\n`);
      return;
    }
    inFlight += 1;
    try {
      const body = Buffer.from(await render(req));
      const small = body.length <= COMPRESS_FROM_BYTES;
      res.setHeader('Vary', 'Accept-Encoding');
      if (small || req.acceptsEncodings('gzip') !== 'gzip') {
        send(res, 200, body, CONTENT_TYPE);
        return;
      }
      const compressed = await compress(body);
      res.setHeader('Content-Encoding', 'gzip');
      send(res, 200, compressed, CONTENT_TYPE);
    } catch (error) {
      if (error.status === 400) {
        send(res, 400, `${error.message}\n`);
        return;
      }
      logger.error('scrape failed', { error });
      send(res, 500, 'The metrics could not be collected, see the log.\n');
    } finally {
      inFlight -= 1;
    }
  };
}

/** Not `res.send()`: that would change the content type and add an ETag. */
function send(res, status, body, contentType = PLAIN_TEXT) {
  res.statusCode = status;
  res.setHeader('Content-Type', contentType);
  res.setHeader('Content-Length', Buffer.byteLength(body));
  res.end(body);
}
