import { Router } from 'express';
import { onlyReads } from './errors.js';

/**
 * `/healthz` says that the process answers, `/readyz` that it wants requests. Neither looks at
 * anything upstream: a database that is down is no reason to restart this program.
 *
 * @returns {{ router: Router, shutDown: () => void }}
 */
export function createHealth() {
  let ready = true;
  const router = Router({ caseSensitive: true, strict: true });

  router.all('/healthz', onlyReads, (_req, res) => {
    res.type('text/plain').send('ok\n');
  });

  router.all('/readyz', onlyReads, (_req, res) => {
    res
      .status(ready ? 200 : 503)
      .type('text/plain')
      .send(ready ? 'ok\n' : 'shutting down\n');
  });

  return {
    router,
    shutDown() {
      ready = false;
    },
  };
}
