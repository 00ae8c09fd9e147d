import { once } from 'node:events';
import net from 'node:net';

/**
 * Sends so many GET requests, one after another on each of some connections that are kept alive.
 * Bare sockets, so that this end costs little and the same for every server.
 * @returns {Promise<number[]>} milliseconds of each request
 * @throws Error if an answer is not 200
 */
export async function load({ port, path, requests, connections }) {
  const times = [];
  let left = requests;
  const take = () => left-- > 0;
  await Promise.all(
    Array.from({ length: connections }, () => converse({ port, path, take, times })),
  );
  return times;
}

async function converse({ port, path, take, times }) {
  const socket = net.connect({ port, host: '127.0.0.1', noDelay: true }).setEncoding('latin1');
  const request = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`;
  await once(socket, 'connect');
  await new Promise((resolve, reject) => {
    let started;
    let received = '';
    const next = () => {
      if (!take()) return resolve();
      received = '';
      started = performance.now();
      socket.write(request);
    };
    socket.on('data', (text) => {
      received += text;
      if (!isComplete(received)) return;
      if (!received.startsWith('HTTP/1.1 200 ')) return reject(new Error(received));
      times.push(performance.now() - started);
      next();
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error(`the server closed a connection: ${received}`)));
    next();
  }).finally(() => socket.removeAllListeners('close').destroy());
}

/** Whether the whole answer is there; all that is measured states its length. */
function isComplete(text) {
  const head = text.indexOf('\r\n\r\n');
  if (head < 0) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, head));
  if (!length) throw new Error(`an answer without Content-Length: ${text.slice(0, head)}`);
  return text.length >= head + 4 + Number(length[1]);
}
