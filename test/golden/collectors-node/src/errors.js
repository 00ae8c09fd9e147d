import { http } from './http.js';

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
 * Answers failed requests in plain text, without a stack trace; that goes to the log.
 *
 * @param {import('./logger.js').Logger} logger
 * @returns {import('express').ErrorRequestHandler}
 */
export function createErrorHandler(logger) {
  // Express tells error handlers from others by their four parameters.
  return function handleError(error, req, res, _next) {
    const status = error?.status >= 400 && error?.status < 500 ? error.status : 500;
    if (status === 500 || res.headersSent) {
      logger.error('request failed', { method: req.method, error, stack: error?.stack });
    }
    if (res.headersSent) {
      // Half an answer is on its way already: cut it off rather than let it look complete. The mark
      // tells the metrics that it was not the client who went away.
      res.locals.failed = true;
      res.destroy();
      return;
    }
    const text = `${reasonOf(status)}\n`;
    res.status(status).type('text/plain').send(text);
  };
}

/** `Unsupported media type`; a status without a name reads as the first of its class. */
function reasonOf(status) {
  const reason = http.STATUS_CODES[status] ?? http.STATUS_CODES[400];
  return reason[0] + reason.slice(1).toLowerCase();
}
