import { Counter, Gauge, Histogram } from '@prometheus-io/client';
import { isClientGone } from './errors.js';
import { routeTemplate } from './route-template.js';

const KNOWN_METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const REQUEST_TIMEOUT = 408;
/** What nginx logs for a client that went away before it was answered. */
const CLIENT_CLOSED_REQUEST = 499;

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * Middleware that counts and times the requests of every route registered after it.
 *
 * @param {import('@prometheus-io/client').Registry} registry
 * @returns {import('express').RequestHandler}
 */
export function createHttpMetrics(registry) {
  const labelNames = ['method', 'route', 'status'];
  const requests = new Counter({
    name: 'odd_http_requests_total',
    help: 'HTTP requests answered.',
    labelNames,
    registers: [registry],
  });
  const duration = new Histogram({
    name: 'odd_http_request_duration_seconds',
    help: 'Time to answer an HTTP request.',
    labelNames,
    buckets: BUCKETS,
    registers: [registry],
  });
  const inProgress = new Gauge({
    name: 'odd_http_requests_in_progress',
    help: 'HTTP requests being answered now.',
    registers: [registry],
  });

  return function httpMetrics(req, res, next) {
    const started = performance.now();
    inProgress.inc();
    // 'close' comes once in every case: after the last byte, and when the client goes away.
    res.on('close', () => {
      const labels = {
        method: KNOWN_METHODS.has(req.method) ? req.method : 'other',
        route: routeTemplate(req) ?? 'unmatched',
        status: String(statusOf(req, res)),
      };
      inProgress.dec();
      requests.inc(labels);
      duration.observe(labels, (performance.now() - started) / 1000);
    });
    next();
  };
}

function statusOf(req, res) {
  if (res.writableFinished) {
    return res.statusCode;
  }
  if (!isClientGone(req, res)) {
    return 500;
  }
  // The server has answered by itself, unless the answer had begun.
  const isTooSlow = req.socket?.errored?.code === 'ERR_HTTP_REQUEST_TIMEOUT' && !res.headersSent;
  return isTooSlow ? REQUEST_TIMEOUT : CLIENT_CLOSED_REQUEST;
}
