import { Document, isMap, isScalar, isSeq, type Scalar, visit, type YAMLMap } from 'yaml';

interface Layout {
  /** What stands above everything else. */
  header?: string;
  /** Comments above keys: path of the key → text. */
  comments?: [path: (string | number)[], comment: string][];
  /** Comments at the end of maps: path of the map → text. */
  endings?: [path: (string | number)[], comment: string][];
  /** Keys that a blank line stands above: those of the maps at these paths, but for the first of each. */
  spaced?: (string | number)[][];
  /**
   * 1.1 quotes what older readers, Go's among them, would take for something else than a string: yes, on, 0440. GitHub
   * reads 1.2, where the key `on` needs no quotes.
   */
  version?: '1.1' | '1.2';
  /** Every list of plain values stands on one line. */
  oneLine?: boolean;
}

/** Data as the text of a YAML file, with the comments a person would have written. */
export function yamlText(value: object, layout: Layout = {}): string {
  const {
    header,
    comments = [],
    endings = [],
    spaced = [],
    version = '1.1',
    oneLine = false,
  } = layout;
  const document = new Document(value, { version, aliasDuplicateObjects: false });
  for (const [path, comment] of comments) {
    keyAt(document, path).commentBefore = comment.replace(/^/gm, ' ');
  }
  for (const [path, comment] of endings) {
    mapAt(document, path).comment = comment.replace(/^/gm, ' ');
  }
  for (const path of spaced) {
    for (const { key } of mapAt(document, path).items.slice(1)) key.spaceBefore = true;
  }
  layLists(document, oneLine);
  if (header !== undefined) document.commentBefore = header.replace(/^/gm, ' ');
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

/** Keys whose lists stand on one line, as people write them. */
const ON_ONE_LINE = new Set(['test', 'drop', 'cap_drop', 'security_opt', 'policyTypes']);

function layLists(document: Document, oneLine: boolean): void {
  visit(document, {
    Pair: (_, { key, value }) => {
      if (!isSeq(value) || !value.items.every(isScalar)) return;
      const isShort = isScalar(key) && ON_ONE_LINE.has(String(key.value));
      value.flow = oneLine || isShort || value.items.length === 0;
    },
  });
}

function mapAt(document: Document, path: (string | number)[]): YAMLMap<Scalar> {
  const map = path.length === 0 ? document.contents : document.getIn(path, true);
  if (!isMap<Scalar>(map)) throw new Error(`there is no map at ${path.join('.')}`);
  return map;
}

function keyAt(document: Document, path: (string | number)[]): Scalar {
  const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  const pair = isMap<Scalar>(parent)
    ? parent.items.find(({ key }) => key.value === path.at(-1))
    : undefined;
  if (!pair) throw new Error(`there is no key ${path.join('.')} to comment`);
  return pair.key;
}
