import { createHash } from 'node:crypto';

/** What reports say of the content of a file: its size in bytes of UTF-8, and their checksum. */
export function sizeOf(text: string): { bytes: number; sha256: string } {
  const bytes = Buffer.from(text);
  return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}
