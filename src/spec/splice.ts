import {
  Document,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  visit,
} from 'yaml';
import type { SpecInput } from './schema.ts';

/** How values are written into a file that somebody else laid out. */
const LAYOUT = { lineWidth: 0, flowCollectionPadding: false } as const;

/**
 * Changes fields of an exporter.yaml by putting text into it, so that every other character stays.
 * @param text with line ends `\n`, ending with one
 * @returns undefined where that cannot be done; whoever calls it makes sure that the result says what is meant
 */
export function splicedText(
  text: string,
  before: SpecInput,
  changes: readonly [field: string, value: unknown][],
): string | undefined {
  let spliced: string | undefined = text;
  for (const [field, value] of changes) {
    if (spliced === undefined) return undefined;
    spliced = withField(spliced, field, before[field as keyof SpecInput], value);
  }
  return spliced;
}

function withField(
  text: string,
  field: string,
  before: unknown,
  after: unknown,
): string | undefined {
  const { contents } = parseDocument(text);
  if (!isMap(contents) || contents.flow || contents.items.length === 0) return undefined;
  if (after === undefined) return undefined;
  const margin = columnOf(text, startOf(contents.items[0]!.key as Node));
  const node = contents.get(field, true) as Node | undefined;
  if (node === undefined) {
    // A name belongs to the top, everything else to the end.
    const top = field === 'name' ? (contents.get('version', true) as Node | undefined) : undefined;
    return withLines(text, top ?? contents, margin, linesOf({ [field]: after }));
  }
  const added = addedEntries(before, after);
  if (isSeq(node) && added) {
    if (added.length === 0) return text;
    if (!node.flow) return withItems(text, node, added);
    if (node.items.length > 0) return withWords(text, node.items.at(-1) as Node, added);
  }
  if (isSeq(node) && node.items.length === 0 && Array.isArray(after)) {
    const block = withBlock(text, node, margin, after);
    if (block !== undefined) return block;
  }
  const isPlain = isScalar(node) || (isSeq(node) && node.flow && !isComplex(node));
  return isPlain ? withValue(text, node, after) : undefined;
}

/** Puts entries after the last one of a list in brackets. */
function withWords(text: string, last: Node, added: unknown[]): string {
  const words = added.map((entry) => `, ${flowText(entry)}`).join('');
  return replaced(text, last.range![1], last.range![1], words);
}

/** Puts entries after the last one of a list with dashes, as far apart as those that are there. */
function withItems(text: string, node: Node & { items: unknown[] }, added: unknown[]): string {
  const starts = node.items.map((item) => startOf(item as Node));
  const apart = starts.length > 1 && /\n[ \t]*\n[^\n]*$/.test(text.slice(0, starts.at(-1)!));
  const margin = columnOf(text, startOf(node));
  const lines = added.flatMap((entry) => [...(apart ? [''] : []), ...linesOf([entry])]);
  return withLines(text, node, margin, lines);
}

/** Puts a block in the place of an empty list that ends its line, where what comes in is too much for one. */
function withBlock(text: string, empty: Node, margin: number, after: unknown[]) {
  const [from, to] = empty.range!;
  if (!after.some((entry) => typeof entry === 'object') || text[to] !== '\n') return undefined;
  const lines = linesOf(after).map((line) => `\n${' '.repeat(margin + 2)}${line}`);
  return replaced(text, text.slice(0, from).trimEnd().length, to, lines.join(''));
}

/** Puts lines after the last one of a block; comments that are indented deeper belong to what they follow. */
function withLines(text: string, block: Node, margin: number, lines: string[]): string {
  let end = endOfLine(text, endOf(block));
  const deeper = new RegExp(`^(?:[ \\t]*\\n)*[ ]{${margin + 1},}#[^\\n]*\\n`);
  for (let more = deeper.exec(text.slice(end)); more; more = deeper.exec(text.slice(end))) {
    end += more[0].length;
  }
  const indented = lines.map((line) => (line === '' ? '\n' : `${' '.repeat(margin)}${line}\n`));
  return replaced(text, end, end, indented.join(''));
}

/** Puts a value that fits on one line in the place of one that does. */
function withValue(text: string, node: Node, after: unknown): string | undefined {
  const [from, to] = node.range!;
  const former = text.slice(from, to);
  const words = isCollection(node) || Array.isArray(after) ? flowText(after) : lineText(after);
  const fits = from < to && ![former, words].some((part) => part.includes('\n'));
  return fits ? replaced(text, from, to, words) : undefined;
}

function lineText(value: unknown): string {
  return linesOf(value).join('\n');
}

function flowText(value: unknown): string {
  const document = new Document(value);
  visit(document, {
    Collection: (_, node) => {
      node.flow = true;
    },
  });
  return document.toString(LAYOUT).trimEnd();
}

/** A value as the lines of a block, short lists in brackets. */
function linesOf(value: unknown): string[] {
  const document = new Document(value);
  visit(document, {
    Seq: (_, node) => {
      if (node !== document.contents && !isComplex(node)) node.flow = true;
    },
  });
  return document.toString(LAYOUT).trimEnd().split('\n');
}

function isComplex(node: { items: unknown[] }): boolean {
  return node.items.some(isCollection);
}

/** What a list has after its former entries, if it begins with them. */
export function addedEntries(before: unknown, after: unknown): unknown[] | undefined {
  if (!Array.isArray(before) || !Array.isArray(after) || before.length === 0) return undefined;
  const isSame = JSON.stringify(before) === JSON.stringify(after.slice(0, before.length));
  return isSame ? after.slice(before.length) : undefined;
}

function startOf(node: Node): number {
  return node.range![0];
}

/** Where the text of a node ends: of blocks, that of the innermost last value, before comments and empty lines. */
function endOf(node: Node): number {
  if (!isCollection(node) || node.flow || node.items.length === 0) return node.range![1];
  const last = node.items.at(-1);
  const inner = isMap(node)
    ? ((last as { value?: Node; key: Node }).value ?? node)
    : (last as Node);
  return inner === node ? node.range![1] : endOf(inner as Node);
}

/** The beginning of the line after an offset; that of a block of text ends there already. */
function endOfLine(text: string, offset: number): number {
  if (offset > 0 && text[offset - 1] === '\n') return offset;
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end + 1;
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

function replaced(text: string, from: number, to: number, by: string): string {
  return `${text.slice(0, from)}${by}${text.slice(to)}`;
}
