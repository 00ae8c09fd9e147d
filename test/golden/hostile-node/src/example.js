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
    metrics.recordQuote({ class: "it's", type: 'example' });
    metrics.recordTemplate({ value: 'a', amount: 'c', from: 'd' });
    metrics.setLines({ self: 'example', lambda: 'example' }, 1);
    metrics.setDefault(1);
    metrics.recordDelete();
    metrics.observeVeryLongNameOfAMeasurementThatNobody(
      { seconds: 'a_rather_long_known_value_of_a_label' },
      0.02,
    );
    metrics.observeSize({ size_bytes: 'a', bytes: 'b' }, 1);
    res.json({ ok: true });
  };

  return Router({ caseSensitive: true, strict: true })
    .get('/example', recordSampleEvents)
    .post('/example', recordSampleEvents);
}
