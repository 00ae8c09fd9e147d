import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { cleanUpLater } from './cleanup.ts';

/** An upstream of the tests: what it answers can be changed while it runs, and it can be stopped and started again. */
export interface Upstream {
  url: string;
  /** Connections accepted so far. */
  connections(): number;
  /** Answers every request from now on. */
  answer(handler: (request: IncomingMessage, response: ServerResponse) => void): void;
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** Starts an HTTP server on a free port of 127.0.0.1; it keeps its port when it is started again. */
export async function startUpstream(): Promise<Upstream> {
  let handle: Parameters<Upstream['answer']>[0] = (_, response) => response.end();
  let port = 0;
  let accepted = 0;
  const listen = async () => {
    const server = createServer((request, response) => handle(request, response));
    server.on('connection', () => {
      accepted++;
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as { port: number }).port;
    return server;
  };
  let server = await listen();
  const stop = async () => {
    if (!server.listening) return;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  cleanUpLater(stop);
  return {
    url: `http://127.0.0.1:${port}`,
    connections: () => accepted,
    answer: (handler) => {
      handle = handler;
    },
    stop,
    start: async () => {
      server = await listen();
    },
  };
}
