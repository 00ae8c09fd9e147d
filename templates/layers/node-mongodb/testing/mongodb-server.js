import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { BSON } from 'mongodb';

const STATUS = new URL('./server-status.json', import.meta.url);
const HEADER_BYTES = 16;
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;

/** What a server says of itself to a driver. */
const HELLO = {
  isWritablePrimary: true,
  helloOk: true,
  minWireVersion: 0,
  maxWireVersion: 21,
  ok: 1,
};

/** An answer to serverStatus in the shape of MongoDB 7. */
export function serverStatus() {
  return BSON.EJSON.parse(readFileSync(STATUS, 'utf8'), { relaxed: false });
}

/**
 * A server that speaks MongoDB's wire protocol and gives the answers of a test: documents by the
 * name of the command. It can be slow (`delay`, in milliseconds), stopped and started again.
 *
 * @param {import('node:test').TestContext} t
 * @param {Record<string, object | ((command: object) => object)>} answers
 */
export async function startMongodbServer(t, answers) {
  const sockets = new Set();
  const listener = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // Ends with an error when the connection is cut off.
    serve(socket, server).catch(() => {});
  });
  const server = {
    answers: { hello: HELLO, isMaster: HELLO, ismaster: HELLO, ping: { ok: 1 }, ...answers },
    delay: 0,
    commands: [],
    connections: () => sockets.size,
    async start(port = 0) {
      await once(listener.listen(port, '127.0.0.1'), 'listening');
      server.port = listener.address().port;
      server.uri = `mongodb://127.0.0.1:${server.port}`;
    },
    async stop() {
      const closed = once(listener, 'close');
      listener.close();
      for (const socket of sockets) {
        socket.destroy();
      }
      await closed;
    },
  };
  await server.start();
  t.after(() => listener.listening && server.stop());
  return server;
}

async function serve(socket, server) {
  let received = Buffer.alloc(0);
  for await (const chunk of socket) {
    received = Buffer.concat([received, chunk]);
    while (received.length >= 4 && received.length >= received.readInt32LE(0)) {
      const length = received.readInt32LE(0);
      await answer(socket, server, received.subarray(0, length));
      received = received.subarray(length);
    }
  }
}

async function answer(socket, server, message) {
  const isQuery = message.readInt32LE(12) === OP_QUERY;
  // Flags and the kind of section; in the older form flags, collection, two numbers.
  const start = isQuery ? message.indexOf(0, HEADER_BYTES + 4) + 1 + 8 : HEADER_BYTES + 5;
  const command = BSON.deserialize(message.subarray(start, start + message.readInt32LE(start)));
  const [name] = Object.keys(command);
  const isHandshake = /^(hello|ismaster)$/i.test(name);
  if (!isHandshake) {
    server.commands.push(command);
    await sleep(server.delay);
  }
  const given = server.answers[name] ?? { ok: 0, code: 59, errmsg: `no such command: ${name}` };
  const document = BSON.serialize(typeof given === 'function' ? given(command) : given);
  const head = Buffer.alloc(isQuery ? HEADER_BYTES + 20 : HEADER_BYTES + 5);
  head.writeInt32LE(head.length + document.length, 0);
  head.writeInt32LE(message.readInt32LE(4), 8);
  head.writeInt32LE(isQuery ? OP_REPLY : OP_MSG, 12);
  if (isQuery) {
    head.writeInt32LE(1, HEADER_BYTES + 16);
  }
  if (socket.writable) {
    socket.write(Buffer.concat([head, document]));
  }
}
