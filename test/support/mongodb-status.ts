import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { Document } from './bson.ts';
import { cleanUpLater } from './cleanup.ts';
import { answerTo, commandOf, messages } from './mongodb-wire.ts';

/**
 * A server that speaks MongoDB's protocol and says of itself what a test wants. It is for what FerretDB
 * does not tell, above all the counts of operations.
 */
export interface StatusServer {
  url: string;
  /** What it answers to `serverStatus` from now on. */
  tell(status: Document): void;
  /** Cuts all connections off. */
  stop(): Promise<void>;
  /** It has the port it had. */
  start(): Promise<void>;
}

/** What a MongoDB 7 says of itself to a driver. */
const HELLO: Document = { isWritablePrimary: true, minWireVersion: 0, maxWireVersion: 21, ok: 1 };

/** Starts one on a free port of 127.0.0.1, without any database. */
export async function startStatusServer(): Promise<StatusServer> {
  const answers: Record<string, Document> = {
    hello: HELLO,
    ismaster: HELLO,
    ping: { ok: 1 },
    endsessions: { ok: 1 },
    listdatabases: { databases: [], ok: 1 },
  };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // It ends with an error when the connection is cut off.
    serve(socket, answers).catch(() => {});
  });
  const listen = async (port: number) => {
    await once(server.listen(port, '127.0.0.1'), 'listening');
    return (server.address() as { port: number }).port;
  };
  const port = await listen(0);
  const stop = async () => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  cleanUpLater(stop);
  return {
    url: `mongodb://127.0.0.1:${port}`,
    tell: (status) => {
      answers.serverstatus = { ...status, ok: 1 };
    },
    stop,
    start: async () => void (await listen(port)),
  };
}

async function serve(socket: Socket, answers: Record<string, Document>): Promise<void> {
  for await (const request of messages(socket)) {
    const command = commandOf(request);
    const refusal = { ok: 0, code: 59, errmsg: `no such command: ${command}` };
    // Drivers spell isMaster in two ways.
    socket.write(answerTo(request, answers[command.toLowerCase()] ?? refusal));
  }
}
