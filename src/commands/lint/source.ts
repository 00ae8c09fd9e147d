import { createReadStream } from 'node:fs';
import path from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Io } from '../../ui/io.ts';
import { fetchExposition } from './fetch.ts';
import { type InputKind, inputKind } from './input-kind.ts';

/** As much is looked at to tell what an input is. */
const HEAD_BYTES = 256 * 1024;

/** An input that was opened. */
export interface Source {
  /** How to call it in messages. */
  name: string;
  stream: AsyncIterable<Uint8Array>;
  kind: InputKind;
}

/**
 * Opens a file, a URL or `-`, and tells by its content type, its name or its first lines what it is. gzip is undone.
 * @throws Failure (exit 2) if a URL gives no exposition; whatever the file system says of a file
 */
export async function openSource(input: string, io: Io, version: string): Promise<Source> {
  if (/^https?:\/\//i.test(input)) return fetchExposition(input, io.signal, version);
  const name = input === '-' ? '<stdin>' : input;
  const raw =
    input === '-'
      ? io.stdin()
      : createReadStream(path.resolve(io.cwd, input), { highWaterMark: HEAD_BYTES });
  let peeked = await peek(raw);
  if (peeked.head[0] === 0x1f && peeked.head[1] === 0x8b)
    peeked = await peek(gunzip(peeked.stream));
  const isNamedSpec = /\.ya?ml$/i.test(input);
  const kind = isNamedSpec ? 'spec' : inputKind(peeked.head.toString('latin1'), peeked.isAll);
  return { name, stream: peeked.stream, kind };
}

async function peek(stream: AsyncIterable<Uint8Array>) {
  const chunks = stream[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let bytes = 0;
  let isAll = false;
  while (bytes < HEAD_BYTES && !isAll) {
    const { value, done } = await chunks.next();
    if (done) isAll = true;
    else {
      first.push(value);
      bytes += value.length;
    }
  }
  async function* all() {
    yield* first.splice(0);
    if (!isAll) yield* { [Symbol.asyncIterator]: () => chunks };
  }
  return { head: Buffer.concat(first), isAll, stream: all() };
}

function gunzip(stream: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const unpacked = createGunzip();
  // What fails is told to who reads.
  pipeline(Readable.from(stream), unpacked, () => {});
  return unpacked;
}
