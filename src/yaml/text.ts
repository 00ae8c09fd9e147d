import { type Place, placesOf, refuseUntaken, taken } from './places.ts';
import { literalBlock, scalarText, type YamlVersion } from './scalar.ts';

/** Keys and indexes from the top. */
export type Path = (string | number)[];

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
  const places = placesOf(layout);
  const writer = new Writer(layout);
  if (layout.header !== undefined) {
    writer.comment(layout.header, '');
    writer.lines.push('');
  }
  writer.collection(value, '', places);
  refuseUntaken(places);
  return `${writer.lines.join('\n')}\n`;
}

/** Writes line after line: every `create` writes thousands, so what is nested is not first collected, then indented. */
class Writer {
  readonly lines: string[] = [];
  readonly #version: YamlVersion;
  readonly #oneLine: boolean;
  /** What the next line begins with instead of its indentation: the dashes of the lists that it is the first of. */
  #dashes: string | undefined;

  constructor({ version = '1.1', oneLine = false }: Layout) {
    this.#version = version;
    this.#oneLine = oneLine;
  }

  /** A map or list, each entry on lines of its own. @param indent of these lines */
  collection(value: object, indent: string, place: Place | undefined): void {
    if (isEmpty(value)) this.#line(indent, Array.isArray(value) ? '[]' : '{}');
    else if (Array.isArray(value)) this.#list(value, indent, place);
    else this.#map(value as Record<string, unknown>, indent, place);
  }

  comment(text: string | undefined, indent: string): void {
    if (text === undefined) return;
    for (const line of text.split('\n')) this.#line(indent, line === '' ? '#' : `# ${line}`);
  }

  #line(indent: string, text: string): void {
    this.lines.push(text === '' ? '' : (this.#dashes ?? indent) + text);
    this.#dashes = undefined;
  }

  #map(map: Readonly<Record<string, unknown>>, indent: string, place: Place | undefined): void {
    const isSpaced = taken(place, 'isSpaced');
    let isFirst = true;
    for (const key of Object.keys(map)) {
      const value = map[key];
      if (value === undefined) continue;
      const below = place?.below.get(key);
      if (isSpaced && !isFirst) this.#line(indent, '');
      isFirst = false;
      this.comment(taken(below, 'comment'), indent);
      this.#entry(`${scalarText(key, this.#version)}:`, value, indent, below, key);
    }
    this.comment(taken(place, 'ending'), indent);
  }

  #list(list: readonly unknown[], indent: string, place: Place | undefined): void {
    list.forEach((value, index) => {
      if (value === undefined) throw new Error(`a list has nothing at ${index}`);
      const below = place?.below.get(index);
      if (isCollection(value)) {
        this.#dashes = `${this.#dashes ?? indent}- `;
        this.collection(value, `${indent}  `, below);
      } else this.#entry('-', value, indent, below);
    });
  }

  /** A key or dash with its value: beside it if it is one line, else below. */
  #entry(lead: string, value: unknown, indent: string, place?: Place, key = ''): void {
    if (isCollection(value)) {
      const beside = isEmpty(value) ? (Array.isArray(value) ? '[]' : '{}') : this.#flow(value, key);
      this.#line(indent, beside === undefined ? lead : `${lead} ${beside}`);
      if (beside === undefined) this.collection(value, `${indent}  `, place);
      return;
    }
    const block = typeof value === 'string' ? literalBlock(value) : undefined;
    this.#line(indent, `${lead} ${block ? block[0] : scalarText(value, this.#version)}`);
    for (const line of block?.slice(1) ?? []) this.#line(`${indent}  `, line);
  }

  /** A list of plain values on one line; undefined where it is to have more. */
  #flow(value: object, key: string): string | undefined {
    const isMeant = this.#oneLine || ON_ONE_LINE.has(key);
    if (!isMeant || !Array.isArray(value) || value.some(isCollection)) return undefined;
    const line = `[${value.map((one) => scalarText(one, this.#version, true)).join(', ')}]`;
    return line.length <= WIDTH ? line : undefined;
  }
}

function isCollection(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isEmpty(value: object): boolean {
  if (Array.isArray(value)) return value.length === 0;
  for (const key in value) {
    if (value[key as keyof typeof value] !== undefined) return false;
  }
  return true;
}
