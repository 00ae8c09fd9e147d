import { readFileSync } from 'node:fs';
import path from 'node:path';
import { blobId } from './manifest.ts';
import { type Standing, whatStands } from './safe-path.ts';

/** What stands at a path of a project. */
export interface DiskFile {
  /** Blob ids of the content as it stands there and with line ends `\n`; none of what is not a file. */
  ids: string[];
  /** The content with line ends `\n`; only where it is UTF-8 text. */
  text?: string;
  /** The content as it stands there; only where it is UTF-8. */
  raw?: string;
  /** Its lines end with `\r\n`, as a checkout on Windows has them. */
  crlf: boolean;
  /** What is there instead of a file, or in the way to it. */
  blocked?: Exclude<Standing['kind'], 'nothing' | 'file'>;
  /** It is a link itself, which its owner has put there. */
  isLink?: boolean;
}

/** Reads a file of a project and follows no link. @returns undefined if there is none */
export function readDiskFile(directory: string, file: string): DiskFile | undefined {
  const { kind, at } = whatStands(directory, file);
  if (kind === 'nothing') return undefined;
  if (kind !== 'file') {
    return { ids: [], crlf: false, blocked: kind, isLink: kind === 'link' && at === file };
  }
  const bytes = readFileSync(path.join(directory, file));
  const raw = bytes.toString('utf8');
  const unix = withUnixLines(bytes.toString('latin1'));
  const isUtf8 = Buffer.from(raw).equals(bytes);
  return {
    ids: [blobId(bytes), blobId(Buffer.from(unix, 'latin1'))],
    crlf: hasCrlf(raw),
    ...(isUtf8 && { raw }),
    ...(isUtf8 && !raw.includes('\0') && { text: withUnixLines(raw) }),
  };
}

/** Text in the line ends of the file that it is written to. */
export function withLinesOf({ crlf }: Pick<DiskFile, 'crlf'>, text: string): string {
  return crlf ? text.replace(/\r?\n/g, '\r\n') : text;
}

function withUnixLines(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

/** Whether most lines end so. */
function hasCrlf(text: string): boolean {
  const windows = text.split('\r\n').length - 1;
  return windows > 0 && windows * 2 >= text.split('\n').length - 1;
}
