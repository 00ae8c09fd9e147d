import { isMap, isScalar, LineCounter, type Document, parseDocument } from 'yaml';
import { EXIT, Failure } from '../failure.ts';
import type { SpecInput } from './schema.ts';
import { type Path, pathText, type Problem, schemaProblems } from './validate.ts';
import { semanticProblems } from './semantics.ts';

/** Bytes; 5,000 metrics with long help texts stay below it. */
const MAX_BYTES = 5 * 1024 * 1024;

/** An exporter.yaml that was read: its values, and where each of them stands. */
export interface SpecSource {
  input: SpecInput;
  document: Document;
  /** `file:line:column` of a value, or of the nearest parent that exists; 1-based. */
  locate: (path: Path, atKey?: boolean) => string;
}

/**
 * Reads exporter.yaml.
 * @param file how to call the file in messages
 * @throws Failure (exit 2) with every problem of the text, each with file:line:column
 */
export function parseSpec(text: string, file: string): SpecSource {
  if (Buffer.byteLength(text) > MAX_BYTES) {
    throw unusable(file, [
      `${file} has ${(Buffer.byteLength(text) / 1024 / 1024).toFixed(1)} MiB; an exporter.yaml may have 5 MiB.`,
    ]);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const position = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  const syntax = [...document.errors, ...document.warnings];
  if (syntax.length > 0) {
    throw unusable(
      file,
      syntax.map((error) => `${position(error.pos[0])}: ${sentence(error.message)}`),
    );
  }
  const locate = (path: Path, atKey = false) => position(offsetOf(document, path, atKey));
  const input = toPlain(document, file);
  if (!isMap(document.contents)) {
    const found = document.contents === null ? 'empty' : 'no mapping';
    throw unusable(file, [
      `${file}:1:1: The file is ${found}; it needs at least \`version: 1\` and \`name:\`.`,
    ]);
  }
  const problems = problemsOf(input);
  if (problems.length > 0) {
    throw unusable(
      file,
      problems.map(({ path, message, atKey }) => {
        const where = path.length > 0 && !atKey ? `${pathText(path)}: ` : '';
        return `${locate(path, atKey)}: ${where}${message}`;
      }),
    );
  }
  return { input: input as SpecInput, document, locate };
}

/** Every problem of an input, whatever door it came in by: the schema's first, then those between fields. */
export function problemsOf(input: unknown): Problem[] {
  const problems = schemaProblems(input);
  return problems.length > 0 ? problems : semanticProblems(input as SpecInput);
}

function unusable(file: string, details: string[]): Failure {
  return new Failure(EXIT.usage, `${file} cannot be used`, details);
}

function sentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}

function toPlain(document: Document, file: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    // The one way toJS fails on a document without errors: aliases that multiply.
    throw unusable(file, [`${file}:1:1: ${sentence((error as Error).message)}`]);
  }
}

/** Offset of a value or key in the text; of the deepest parent that exists, if the path leads nowhere. */
function offsetOf(document: Document, path: Path, atKey: boolean): number {
  if (atKey) {
    const parent = document.getIn(path.slice(0, -1), true);
    const pair = isMap(parent)
      ? parent.items.find((item) => isScalar(item.key) && item.key.value === path.at(-1))
      : undefined;
    if (isScalar(pair?.key) && pair.key.range) return pair.key.range[0];
  }
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as { range?: [number] } | undefined;
    if (node?.range) return node.range[0];
  }
  return 0;
}
