import { once } from 'node:events';
import { connect } from 'node:net';
import { bson, type Document, firstName } from './bson.ts';

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
/** Length, request, response to, operation. */
const HEADER = 16;

/** Runs a command on a MongoDB server: `runCommand(port, { insert: 'orders', documents: [{}], $db: 'shop' })`. */
export async function runCommand(port: number, command: Document): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    socket.write(message(OP_MSG, 0, command));
    // A refusal says so in words, which are all that matters here.
    for await (const answer of messages(socket)) {
      const text = answer.toString('latin1');
      if (text.includes('errmsg')) throw new Error(text.replaceAll(/[^ -~]+/g, ' '));
      return;
    }
    throw new Error('the server has closed the connection');
  } finally {
    socket.destroy();
  }
}

/** The messages that come over a connection, whole. */
export async function* messages(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let received = Buffer.alloc(0);
  for await (const chunk of chunks) {
    received = Buffer.concat([received, chunk]);
    while (received.length >= HEADER && received.length >= received.readInt32LE(0)) {
      const length = received.readInt32LE(0);
      yield received.subarray(0, length);
      received = received.subarray(length);
    }
  }
}

/** The name of the command in a message of a driver. */
export function commandOf(request: Buffer): string {
  // Flags and the kind of the section; in the older form flags, the collection and two numbers.
  const start = isQuery(request) ? request.indexOf(0, HEADER + 4) + 1 + 8 : HEADER + 5;
  return firstName(request.subarray(start));
}

/** The message that answers another, in the form of that one. */
export function answerTo(request: Buffer, document: Document): Buffer {
  return message(isQuery(request) ? OP_REPLY : OP_MSG, request.readInt32LE(4), document);
}

function isQuery(request: Buffer): boolean {
  return request.readInt32LE(12) === OP_QUERY;
}

function message(operation: number, responseTo: number, document: Document): Buffer {
  const body = bson(document);
  // After the header: flags and the kind of the only section, or flags, cursor, start and number of documents.
  const head = Buffer.alloc(HEADER + (operation === OP_MSG ? 5 : 20));
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(responseTo, 8);
  head.writeInt32LE(operation, 12);
  if (operation === OP_REPLY) head.writeInt32LE(1, HEADER + 16);
  return Buffer.concat([head, body]);
}
