import { type Document, isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import { ALIASES_SEEN, nodeRemarks } from './node-remarks.ts';
import { problemsOf } from './problems.ts';
import { refuseTooLarge } from './read.ts';
import type { SpecInput } from './schema.ts';
import { type Path, pathText } from './validate.ts';
import { characterRemarks, type Remark, syntaxRemarks } from './yaml-words.ts';

/** More than this many problems are counted, not listed. */
const LISTED = 100;

/** An exporter.yaml that was read: its values, and where each of them stands. */
export interface SpecSource {
  text: string;
  input: SpecInput;
  document: Document;
  /** `file:line:column` of a value, or of the nearest parent that exists; 1-based. */
  locate: (path: Path, atKey?: boolean) => string;
}

/**
 * Reads exporter.yaml.
 * @param file how to call the file in messages
 * @param needs.name false: a text without a name will get one from elsewhere, and `input` lacks it until then
 * @throws Failure (exit 2) with every problem of the text, each with file:line:column
 */
export function parseSpec(text: string, file: string, needs = { name: true }): SpecSource {
  refuseTooLarge(Buffer.byteLength(text), file);
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
    logLevel: 'error',
  });
  const position = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    // The byte order mark before the first line is not seen by anybody who counts columns.
    return `${file}:${line}:${line === 1 && text.startsWith('\ufeff') ? Math.max(1, col - 1) : col}`;
  };
  const refuse = (remarks: Remark[]) => {
    if (remarks.length === 0) return;
    const sorted = remarks.sort((a, b) => a.offset - b.offset);
    const details = sorted
      .slice(0, LISTED)
      .map(({ offset, message }) => `${position(offset)}: ${message}`);
    if (sorted.length > LISTED) details.push(`… and ${sorted.length - LISTED} more problems.`);
    throw new Failure(EXIT.usage, `${file} cannot be used`, details);
  };
  const characters = characterRemarks(text);
  refuse(characters.length > 0 ? characters : syntaxRemarks(text, document));
  refuse(nodeRemarks(text, document));
  const input = document.toJS(ALIASES_SEEN);
  if (!isMap(document.contents)) {
    const found = document.contents === null ? 'empty' : `${kindOf(input)}, not a mapping`;
    refuse([
      { offset: 0, message: `The file is ${found}; it needs at least "version: 1" and "name:".` },
    ]);
  }
  refuse(
    problemsOf(needs.name ? input : { name: 'from-elsewhere', ...input }).map(
      ({ path, message, atKey = false }) => ({
        offset: offsetOf(document, path, atKey),
        message: path.length > 0 && !atKey ? `${pathText(path)}: ${message}` : message,
      }),
    ),
  );
  return {
    text,
    input,
    document,
    locate: (path, atKey = false) => position(offsetOf(document, path, atKey)),
  };
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'a list' : 'a single value';
}

/** Offset of a value or key in the text; of the deepest parent that exists, if the path leads nowhere. */
function offsetOf(document: Document, path: Path, atKey: boolean): number {
  if (atKey) {
    const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
    const pair = isMap(parent)
      ? parent.items.find((item) => isScalar(item.key) && String(item.key.value) === path.at(-1))
      : undefined;
    if (isScalar(pair?.key) && pair.key.range) return pair.key.range[0];
  }
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as { range?: [number] } | undefined;
    if (node?.range) return node.range[0];
  }
  const top = document.contents as { range?: [number] } | null;
  return top?.range?.[0] ?? 0;
}
