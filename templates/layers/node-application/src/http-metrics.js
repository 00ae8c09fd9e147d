import { Counter, Gauge, Histogram } from {{client}};
import { isClientGone } from './errors.js';
import { routeTemplate } from './route-template.js';

const KNOWN_METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const REQUEST_TIMEOUT = 408;
/** What nginx logs for a client that went away before it was answered. */
const CLIENT_CLOSED_REQUEST = 499;

{{{constant 'BUCKETS' own.duration.buckets}}}

/**
 * Middleware that counts and times the requests of every route registered after it.
 *
 * @param {import({{client}}).Registry} registry
 * @returns {import('express').RequestHandler}
 */
export function createHttpMetrics(registry) {
  const labelNames = ['method', 'route', 'status'];
  const requests = new Counter({
    name: {{own.requests.name}},
    help: {{own.requests.help}},
    labelNames,
    registers: [registry],
  });
  const duration = new Histogram({
    name: {{own.duration.name}},
    help: {{own.duration.help}},
    labelNames,
    buckets: BUCKETS,
    registers: [registry],
  });
  const inProgress = new Gauge({
    name: {{own.inProgress.name}},
    help: {{own.inProgress.help}},
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
