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
    metrics.recordOrder({ channel: 'web', market: 'example' });
    metrics.recordRefund({ channel: 'web', reason: 'damaged' });
    metrics.setOpenCarts(1);
    metrics.observeCheckoutDuration({ channel: 'web' }, 1);
    metrics.observeReceiptSize(1);
    metrics.observeDeliveryWeight({ carrier: 'example' }, 1);
    res.json({ ok: true });
  };

  return Router({ caseSensitive: true, strict: true })
    .get('/example', recordSampleEvents)
    .post('/example', recordSampleEvents);
}
