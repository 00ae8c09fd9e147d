import { Router } from 'express';

/**
 * An example of how routes record events: each request records one of every business event with
 * sample values. Replace it with your own routes, and test/example.test.js with their tests.
 *
 * @param {ReturnType<typeof import('./metrics.js').createMetrics>} metrics
 * @returns {Router}
 */
export function createExampleRoutes(metrics) {
  const recordSampleEvents = (_req, res) => {
    metrics.observePayloadSize({ direction: 'in' }, 1);
    metrics.observeTurnaround(0.25);
    res.json({ ok: true });
  };

  return Router({ caseSensitive: true, strict: true })
    .get('/example', recordSampleEvents)
    .post('/example', recordSampleEvents);
}
