import { once } from 'node:events';
import { connect } from 'node:net';

const OP_MSG = 2013;
/** Length, request, response to, operation; then flags and the kind of the only section. */
const HEAD = 16 + 4 + 1;

type Value = number | string | Value[] | { [name: string]: Value };

/** Runs a command on a MongoDB server: `runCommand(port, { insert: 'orders', documents: [{}], $db: 'shop' })`. */
export async function runCommand(port: number, command: Record<string, Value>): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    const document = bson(command);
    const head = Buffer.alloc(HEAD);
    head.writeInt32LE(HEAD + document.length, 0);
    head.writeInt32LE(OP_MSG, 12);
    socket.write(Buffer.concat([head, document]));
    let answer = Buffer.alloc(0);
    while (answer.length < 4 || answer.length < answer.readInt32LE(0)) {
      const [chunk] = (await once(socket, 'data')) as [Buffer];
      answer = Buffer.concat([answer, chunk]);
    }
    // A refusal says so in words, which are all that matters here.
    const text = answer.toString('latin1');
    if (text.includes('errmsg')) throw new Error(text.replaceAll(/[^ -~]+/g, ' '));
  } finally {
    socket.destroy();
  }
}

/** A document in BSON; all its numbers are int32. */
function bson(document: object): Buffer {
  const elements = Object.entries(document).map(([name, value]) => {
    const [type, content] = element(value);
    return Buffer.concat([Buffer.from([type]), Buffer.from(`${name}\0`), content]);
  });
  const body = Buffer.concat([...elements, Buffer.from([0])]);
  return Buffer.concat([int32(body.length + 4), body]);
}

function element(value: Value): [type: number, content: Buffer] {
  if (typeof value === 'number') return [0x10, int32(value)];
  if (typeof value === 'object') return [Array.isArray(value) ? 0x04 : 0x03, bson(value)];
  const text = Buffer.from(`${value}\0`);
  return [0x02, Buffer.concat([int32(text.length), text])];
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}
