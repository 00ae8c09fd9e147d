import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';

/**
 * A web server of the test, on a port that stays the same when it is stopped and started again.
 *
 * @param {import('node:test').TestContext} t
 * @param {import('node:http').RequestListener} answer
 * @param \{{ cert: string, key: string }} [files] of a certificate, for https
 */
export async function startUpstream(t, answer, files) {
  const upstream = { requests: [], connections: 0, answer };
  let server;

  upstream.start = async () => {
    const listener = (req, res) => {
      upstream.requests.push({ url: req.url, headers: req.headers });
      upstream.answer(req, res);
    };
    server = files
      ? https.createServer({ cert: readFileSync(files.cert), key: readFileSync(files.key) })
      : http.createServer();
    server.on('request', listener);
    server.on('connection', () => {
      upstream.connections += 1;
    });
    server.listen(upstream.port ?? 0, '127.0.0.1');
    await once(server, 'listening');
    upstream.port = server.address().port;
    upstream.url = `${files ? 'https' : 'http'}://127.0.0.1:${upstream.port}`;
  };

  upstream.stop = async () => {
    const closed = server.listening ? once(server, 'close') : undefined;
    server.close();
    server.closeAllConnections();
    await closed;
  };

  await upstream.start();
  t.after(() => upstream.stop());
  return upstream;
}

/** Answers with a status and a text. */
export function reply(status, text = '', headers = {}) {
  return (_req, res) => res.writeHead(status, headers).end(text);
}

/** Answers with a JSON document. */
export function replyJson(document) {
  return reply(200, JSON.stringify(document), { 'content-type': 'application/json' });
}

/** Answers with fewer bytes than it promised. */
export function closeEarly(_req, res) {
  res.writeHead(200, { 'content-length': '100' });
  res.write('half');
  setTimeout(() => res.destroy(), 20);
}

/** Sends a body without a length that never ends. */
export function drip(_req, res) {
  res.removeHeader('transfer-encoding');
  res.writeHead(200, { connection: 'close' });
  const timer = setInterval(() => res.write('drop'), 20);
  res.on('close', () => clearInterval(timer));
}

/** Redirects `/5` to `/4` and so on; `/0` is answered with 200. */
export function countdown(req, res) {
  const left = Number(req.url.slice(1));
  if (left > 0) {
    res.writeHead(302, { location: `/${left - 1}` }).end();
  } else {
    res.end('done');
  }
}
