import { Router } from 'express';

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
