import { once } from 'node:events';
import http from 'node:http';

/**
 * A Pushgateway that misbehaves as told: request after request it gives the next answer, the last
 * one again and again. An answer is a status, a list of status, body and headers, or `silence`.
 *
 * @param {import('node:test').TestContext} t
 * @param {(number | [number, string, object?] | 'silence')[]} [answers]
 */
export async function startFaultGateway(t, answers = [200]) {
  const requests = [];
  const server = http.createServer(async (req, res) => {
    const body = Buffer.concat(await req.toArray()).toString();
    const answer = answers[Math.min(requests.length, answers.length - 1)];
    requests.push({ method: req.method, path: req.url, headers: req.headers, body });
    if (answer !== 'silence') {
      const [status, text = '', headers = {}] = [answer].flat();
      res.writeHead(status, headers).end(text);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${server.address().port}`, requests };
}

/** The address of a server that is gone. */
export async function closedAddress() {
  const server = http.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${port}`;
}
