import { Router } from 'express';

/**
 * An example of a route: its requests are counted and timed. Replace it by your own routes, and its
 * test, test/example.test.js, by theirs.
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
