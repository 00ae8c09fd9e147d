import { Document, isCollection, isMap, isSeq, type Node, parse } from 'yaml';
import { ALIASES_SEEN } from './node-remarks.ts';
import type { SpecSource } from './parse.ts';
import type { SpecInput } from './schema.ts';
import { addedEntries, splicedText } from './splice.ts';

/**
 * The text of the file a spec came from, with the fields that flags or `add` changed. All else stays as its author wrote
 * it, but for line ends, which are those of the rest of the project.
 */
export function editedText(source: SpecSource, after: SpecInput): string {
  const changes = Object.entries(after).filter(
    ([field, value]) => !isSame(value, source.input[field as keyof SpecInput]),
  );
  const text = withUnixLines(source.text);
  if (changes.length === 0) return text;
  const spliced = splicedText(text, source.input, changes);
  if (spliced !== undefined && says(spliced, after)) return spliced;
  const document = source.document.clone() as Document;
  for (const [field, value] of changes) {
    edit(document, [field], source.input[field as keyof SpecInput], value);
  }
  // An anchor may have stood on what was replaced; then the values count more than the form.
  return textOf(document, after) ?? textOf(new Document(after), after)!;
}

/** Puts a value in its place and leaves alone what is the same below it. */
function edit(document: Document, path: string[], before: unknown, after: unknown): void {
  const node = document.getIn(path, true);
  const added = addedEntries(before, after);
  if (isSeq(node) && added) {
    for (const entry of added) node.add(document.createNode(entry));
  } else if (isMap(node) && path.length === 1) {
    const known = before as Record<string, unknown>;
    for (const key of Object.keys(known)) {
      if (!Object.hasOwn(after as object, key)) document.deleteIn([...path, key]);
    }
    for (const [key, value] of Object.entries(after as object)) {
      if (!isSame(known[key], value)) edit(document, [...path, key], known[key], value);
    }
  } else {
    document.setIn(path, flowOfScalars(document.createNode(after)));
  }
}

/** The text of a document, if it has one and it says what it should. */
function textOf(document: Document, meant: SpecInput): string | undefined {
  try {
    const text = document.toString({ lineWidth: 0, flowCollectionPadding: false });
    return says(text, meant) ? withUnixLines(text) : undefined;
  } catch {
    return undefined;
  }
}

function says(text: string, meant: SpecInput): boolean {
  try {
    return isSame(sorted(parse(text, ALIASES_SEEN)), sorted(meant));
  } catch {
    return false;
  }
}

function withUnixLines(text: string): string {
  const plain = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  return plain.endsWith('\n') ? plain : `${plain}\n`;
}

function flowOfScalars(node: Node): Node {
  if (isSeq(node) && node.items.every((item) => !isCollection(item))) node.flow = true;
  return node;
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The order of fields says nothing. */
function sorted(fields: object): [string, unknown][] {
  return Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
}
