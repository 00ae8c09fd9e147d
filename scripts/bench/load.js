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
  const socket = net.connect({ port, host: '127.0.0.1', noDelay: true });
  const request = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`;
  await once(socket, 'connect');
  await new Promise((resolve, reject) => {
    let started;
    let missing;
    const next = () => {
      if (!take()) return resolve();
      missing = undefined;
      started = performance.now();
      socket.write(request);
    };
    socket.on('data', (chunk) => {
      try {
        missing ??= lengthOf(chunk);
      } catch (error) {
        return reject(error);
      }
      missing -= chunk.length;
      if (missing > 0) return;
      times.push(performance.now() - started);
      next();
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error(`the server closed a connection`)));
    next();
  }).finally(() => socket.removeAllListeners('close').destroy());
}

/** Bytes of a whole answer, from its first chunk; all that is measured states its length. */
function lengthOf(chunk) {
  const end = chunk.indexOf('\r\n\r\n') + 4;
  const head = chunk.toString('latin1', 0, end);
  const length = /\r\ncontent-length: (\d+)/i.exec(head);
  if (!head.startsWith('HTTP/1.1 200 ') || !length) throw new Error(`unexpected answer: ${head}`);
  return end + Number(length[1]);
}
