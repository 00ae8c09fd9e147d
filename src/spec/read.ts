import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';

/** Of an exporter.yaml; 5,000 metrics with long help texts stay below it. */
const MAX_BYTES = 5 * 1024 * 1024;

/**
 * All of a stream as text. It stops reading where the text is too large for an exporter.yaml, so that an endless stream
 * ends, too.
 * @param file how to call the stream in messages
 * @throws Failure (exit 2) if it is too large or not text
 */
export async function readSpecText(
  stream: AsyncIterable<string | Uint8Array>,
  file: string,
): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    chunks.push(Buffer.from(chunk as Uint8Array));
    bytes += chunk.length;
    refuseTooLarge(bytes, file);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new Failure(EXIT.usage, `${file} cannot be used`, [
      `${file} is not UTF-8 text. Save it as UTF-8.`,
    ]);
  }
}

/** @throws Failure (exit 2) if that is more than an exporter.yaml may have */
export function refuseTooLarge(bytes: number, file: string): void {
  if (bytes <= MAX_BYTES) return;
  throw new Failure(EXIT.usage, `${file} cannot be used`, [
    `${file} is too large: an exporter.yaml may have ${MAX_BYTES / 1024 / 1024} MiB.`,
  ]);
}

/** Why a file could not be read, in sentences; `hint` says what to do. */
export function unreadable(file: string, error: unknown, hint: string): Failure {
  const { code } = error as NodeJS.ErrnoException;
  const reason =
    code === 'ENOENT'
      ? 'There is no such file.'
      : code === 'EISDIR'
        ? 'It is a directory.'
        : `It cannot be read (${code}).`;
  return new Failure(EXIT.usage, `${file} cannot be used`, [`${reason} ${hint}`]);
}
