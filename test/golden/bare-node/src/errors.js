import { http } from './http.js';

/** What an error may tell the client besides its status. */
const OWN_HEADERS = new Set(['allow', 'retry-after', 'www-authenticate']);

/**
 * The answer to a request no route matched.
 *
 * @type {import('express').RequestHandler}
 */
export function notFound(_req, res) {
  res.status(404).type('text/plain').send('Not found\n');
}

/**
 * Lets requests pass that only read.
 *
 * @type {import('express').RequestHandler}
 */
export function onlyReads(req, res, next) {
  if (req.method === 'GET' || req.method === 'HEAD') {
    next();
    return;
  }
  res.set('Allow', 'GET, HEAD').status(405).type('text/plain').send('Method not allowed\n');
}

/**
 * Whether the client went away before it had sent or was sent everything. An answer that this
 * program broke off itself, such as a stream whose source failed, has an error.
 *
 * @param {import('express').Request} req
 * @param {import('express').Response} res
 * @returns {boolean}
 */
export function isClientGone(req, res) {
  // While a body is read the request knows first; a pipeline takes its socket away when it fails.
  const isClosed = res.destroyed || (req.socket?.destroyed ?? false);
  return isClosed && !res.errored && !res.writableFinished;
}

/**
 * Answers failed requests in plain text, without a stack trace; that goes to the log. An error may
 * name a `status` of its own, as those of express and http-errors do, and headers that go with it.
 *
 * @param {import('./logger.js').Logger} logger
 * @returns {import('express').ErrorRequestHandler}
 */
export function createErrorHandler(logger) {
  // Express tells error handlers from others by their four parameters.
  return function handleError(error, req, res, _next) {
    if (isClientGone(req, res)) {
      logger.debug('client went away', { method: req.method, error });
      return;
    }
    const ownStatus = statusOf(error);
    const status = ownStatus ?? 500;
    if (status >= 500 || res.headersSent) {
      logger.error('request failed', { method: req.method, error, stack: error?.stack });
    }
    if (res.headersSent) {
      // Half an answer is on its way already: cut it off rather than let it look complete. The
      // error tells the metrics that it was not the client who went away.
      res.destroy(error);
      return;
    }
    if (ownStatus) {
      setOwnHeaders(res, error.headers);
    }
    const text = `${reasonOf(status)}\n`;
    res.status(status).type('text/plain').send(text);
  };
}

/**
 * Sends those headers of an error that explain its status; the error of an HTTP client has all the
 * headers of another server.
 */
function setOwnHeaders(res, headers) {
  for (const [name, value] of Object.entries(headers ?? {})) {
    if (OWN_HEADERS.has(name.toLowerCase()) && /^[\x20-\x7e]+$/.test(value)) {
      res.set(name, String(value));
    }
  }
}

/** The status an error asks for, if that is one of a failure. */
function statusOf(error) {
  const status = error?.status ?? error?.statusCode;
  return Number.isInteger(status) && status >= 400 && status < 600 ? status : undefined;
}

/** `Unsupported media type`; a status without a name reads as the first of its class. */
function reasonOf(status) {
  const reason = http.STATUS_CODES[status] ?? http.STATUS_CODES[status < 500 ? 400 : 500];
  return reason[0] + reason.slice(1).toLowerCase();
}
