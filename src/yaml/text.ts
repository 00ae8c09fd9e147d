import { literalBlock, scalarText, type YamlVersion } from './scalar.ts';

type Path = (string | number)[];

/** How data is laid out beyond what it says. */
export interface Layout {
  /** What stands above everything else. */
  header?: string;
  /** Comments above keys: path of the key → text. */
  comments?: [path: Path, comment: string][];
  /** Comments at the end of maps: path of the map → text. */
  endings?: [path: Path, comment: string][];
  /** Keys that a blank line stands above: those of the maps at these paths, but for the first of each. */
  spaced?: Path[];
  version?: YamlVersion;
  /** Every list of plain values stands on one line. */
  oneLine?: boolean;
}

/** Keys whose lists stand on one line, as people write them. */
const ON_ONE_LINE = new Set(['test', 'drop', 'cap_drop', 'security_opt', 'policyTypes']);

/** Longer lists have a line for each of their values. */
const WIDTH = 100;

/**
 * Data as the text of a YAML file, with the comments a person would have written. Keys that are undefined are left out. Written
 * here rather than by a library because every `create` would have to load its parser.
 * @throws Error if the layout names a place that is not there, or a list has a hole
 */
export function yamlText(value: object, layout: Layout = {}): string {
  const writer = new Writer(layout);
  const body = writer.collection(value, []);
  writer.refuseUnused();
  const header = layout.header === undefined ? [] : [...comment(layout.header), ''];
  return `${[...header, ...body].join('\n')}\n`;
}

class Writer {
  readonly #version: YamlVersion;
  readonly #oneLine: boolean;
  readonly #comments: Map<string, string>;
  readonly #endings: Map<string, string>;
  readonly #spaced: Set<string>;

  constructor({
    comments = [],
    endings = [],
    spaced = [],
    version = '1.1',
    oneLine = false,
  }: Layout) {
    this.#version = version;
    this.#oneLine = oneLine;
    this.#comments = placed(comments);
    this.#endings = placed(endings);
    this.#spaced = new Set(spaced.map(placeText));
  }

  /** The lines of a map or list, as they stand at the top of a file. */
  collection(value: object, path: Path): string[] {
    if (isEmpty(value)) return [Array.isArray(value) ? '[]' : '{}'];
    return Array.isArray(value) ? this.#list(value, path) : this.#map(value, path);
  }

  /** A comment that found no place is a mistake of whoever laid it out. */
  refuseUnused(): void {
    const [left] = [...this.#comments.keys(), ...this.#endings.keys(), ...this.#spaced];
    if (left !== undefined) throw new Error(`there is nothing at ${left} to lay out`);
  }

  #map(map: object, path: Path): string[] {
    const place = placeText(path);
    const isSpaced = this.#spaced.delete(place);
    const entries = Object.entries(map).filter(([, value]) => value !== undefined);
    const lines = entries.flatMap(([key, value], index) => {
      const below = [...path, key];
      return [
        ...(isSpaced && index > 0 ? [''] : []),
        ...comment(taken(this.#comments, placeText(below))),
        ...this.#entry(`${scalarText(key, this.#version)}:`, value, below),
      ];
    });
    return [...lines, ...comment(taken(this.#endings, place))];
  }

  #list(list: readonly unknown[], path: Path): string[] {
    return list.flatMap((value, index) => {
      if (value === undefined)
        throw new Error(`there is nothing at ${placeText([...path, index])}`);
      const below = [...path, index];
      if (!isCollection(value)) return this.#entry('-', value, below);
      const [first, ...others] = this.collection(value, below);
      return [`- ${first}`, ...indented(others)];
    });
  }

  /** A key or dash with its value: beside it if it is one line, else below. */
  #entry(lead: string, value: unknown, path: Path): string[] {
    if (!isCollection(value)) {
      const block = typeof value === 'string' ? literalBlock(value) : undefined;
      if (!block) return [`${lead} ${scalarText(value, this.#version)}`];
      return [`${lead} ${block[0]}`, ...indented(block.slice(1))];
    }
    const flow = this.#flow(value, path);
    const lines = flow === undefined ? this.collection(value, path) : [flow];
    const isBeside = flow !== undefined || isEmpty(value);
    return isBeside ? [`${lead} ${lines[0]}`] : [lead, ...indented(lines)];
  }

  /** A list of plain values on one line; undefined where it is to have more. */
  #flow(value: object, path: Path): string | undefined {
    const isMeant = this.#oneLine || ON_ONE_LINE.has(String(path.at(-1)));
    if (!isMeant || !Array.isArray(value) || value.some(isCollection)) return undefined;
    const line = `[${value.map((one) => scalarText(one, this.#version, true)).join(', ')}]`;
    return line.length <= WIDTH ? line : undefined;
  }
}

function isCollection(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isEmpty(value: object): boolean {
  return Object.values(value).every((one) => one === undefined);
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? '' : `  ${line}`));
}

function comment(text: string | undefined): string[] {
  return text === undefined
    ? []
    : text.split('\n').map((line) => (line === '' ? '#' : `# ${line}`));
}

function placed(entries: readonly [Path, string][]): Map<string, string> {
  return new Map(entries.map(([path, text]) => [placeText(path), text]));
}

function placeText(path: Path): string {
  return JSON.stringify(path);
}

function taken(texts: Map<string, string>, place: string): string | undefined {
  const text = texts.get(place);
  texts.delete(place);
  return text;
}
