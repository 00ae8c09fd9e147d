import { Router } from 'express';

{{#if hasEvents}}
/**
 * An example of how routes record events: each request records one of every business event with
 * sample values. Replace it with your own routes, and test/example.test.js with their tests.
 *
 * @param {ReturnType<typeof import('./metrics.js').createMetrics>} metrics
 * @returns {Router}
 */
export function createExampleRoutes(metrics) {
  const recordSampleEvents = (_req, res) => {
{{#each events}}
    {{{event-call this usualValue on='metrics' language='js' indent=4}}}
{{/each}}
    res.json({ ok: true });
  };

  return Router({ caseSensitive: true, strict: true })
    .get('/example', recordSampleEvents)
    .post('/example', recordSampleEvents);
}
{{else}}
/**
 * An example of a route: its requests are counted and timed. Replace it with your own routes, and
 * test/example.test.js with their tests.
 *
 * @returns {Router}
 */
export function createExampleRoutes() {
  const answer = (_req, res) => {
    res.json({ ok: true });
  };

  return Router({ caseSensitive: true, strict: true })
    .get('/example', answer)
    .post('/example', answer);
}
{{/if}}
