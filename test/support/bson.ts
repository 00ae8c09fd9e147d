/** What our documents are made of: numbers are int32, bigints int64. */
export type Value = number | bigint | boolean | string | Value[] | Document;
export interface Document {
  [name: string]: Value;
}

/** A document in BSON. */
export function bson(document: object): Buffer {
  const elements = Object.entries(document).map(([name, value]) => {
    const [type, content] = element(value);
    return Buffer.concat([Buffer.from([type]), Buffer.from(`${name}\0`), content]);
  });
  const body = Buffer.concat([...elements, Buffer.from([0])]);
  return Buffer.concat([int32(body.length + 4), body]);
}

/** The name of the first element of a document, which is the command in a message to MongoDB. */
export function firstName(document: Buffer): string {
  // The length of the document and the type of the element stand before it.
  return document.subarray(5, document.indexOf(0, 5)).toString();
}

function element(value: Value): [type: number, content: Buffer] {
  if (typeof value === 'number') return [0x10, int32(value)];
  if (typeof value === 'bigint') return [0x12, int64(value)];
  if (typeof value === 'boolean') return [0x08, Buffer.from([Number(value)])];
  if (typeof value === 'object') return [Array.isArray(value) ? 0x04 : 0x03, bson(value)];
  const text = Buffer.from(`${value}\0`);
  return [0x02, Buffer.concat([int32(text.length), text])];
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

function int64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(value);
  return bytes;
}
