import { UNPRINTABLE } from '../unprintable.ts';
import { jsLiteral, pythonLiteral } from './literals.ts';

/** The line width of the generated projects, as biome.json and pyproject.toml say. */
export const LINE_WIDTH = 100;

interface ListPlace {
  language: 'js' | 'python';
  /** Where the opening bracket stands, from 0. */
  column: number;
  /** Indentation of the line the list begins on. */
  indent: number;
  /** Characters that follow the closing bracket on its line; a comma by default. */
  tail?: number;
  numbers?: boolean;
}

/**
 * A list of literals laid out as the formatter of the language would: on one line where it fits, else one entry a line
 * (biome fills lines with numbers instead).
 */
export function codeList(literals: string[], place: ListPlace): string {
  const oneLine = `[${literals.join(', ')}]`;
  const tail = place.tail ?? 1;
  if (place.column + textWidth(oneLine) + tail <= LINE_WIDTH) return oneLine;
  const step = place.language === 'js' ? 2 : 4;
  const inner = ' '.repeat(place.indent + step);
  const lines =
    place.language === 'js' && place.numbers ? filled(literals, inner.length) : literals;
  return `[\n${lines.map((line) => `${inner}${line},`).join('\n')}\n${' '.repeat(place.indent)}]`;
}

/** As many entries on each line as fit. */
function filled(literals: string[], indent: number): string[] {
  const lines: string[] = [];
  for (const literal of literals) {
    const last = lines.at(-1);
    if (last !== undefined && indent + last.length + 2 + literal.length + 1 <= LINE_WIDTH) {
      lines[lines.length - 1] = `${last}, ${literal}`;
    } else {
      lines.push(literal);
    }
  }
  return lines;
}

/** Keys up to this length keep a long string beside them: a line break would hardly gain room. */
const SHORT_KEY = 5;

/**
 * `help: 'text'` or `const NAME = 'text'` as biome lays it out: a string that does not fit goes to a line of its own.
 * One character, comma or semicolon, is expected to follow.
 */
export function jsAssignment(
  target: string,
  value: string | number | (string | number)[],
  indent: number,
): string {
  if (Array.isArray(value)) {
    const numbers = value.every((entry) => typeof entry === 'number');
    const column = indent + target.length + 1;
    return `${target} ${codeList(value.map(jsLiteral), { language: 'js', column, indent, numbers })}`;
  }
  const oneLine = `${target} ${jsLiteral(value)}`;
  if (target.length <= SHORT_KEY || indent + textWidth(oneLine) + 1 <= LINE_WIDTH) return oneLine;
  return `${target}\n${' '.repeat(indent + 2)}${jsLiteral(value)}`;
}

/** A paragraph of comment: lines that begin with a prefix, broken between words. */
export function wrapped(text: string, prefix: string): string {
  const lines: string[] = [];
  for (const word of text.split(/ +/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= LINE_WIDTH) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(`${prefix}${word}`);
    }
  }
  return lines.join('\n');
}

/** Characters that take two columns: East Asian ones and emoji. https://www.unicode.org/reports/tr11/ */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{16fe0}-\u{18d7f}\u{1aff0}-\u{1b2fb}\u{1d300}-\u{1d376}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;

/** Columns that a text takes, as formatters count them. */
export function textWidth(text: string): number {
  if (!/[^\0-\x7f]/.test(text)) return text.length;
  let width = 0;
  for (const char of text) width += WIDE.test(char) ? 2 : /\p{M}/u.test(char) ? 0 : 1;
  return width;
}

/**
 * A long text such as SQL as an indented Python string of many lines, where neither the indentation nor the quotes
 * change its meaning; else as a plain literal.
 */
export function pythonBlock(text: string, indent: number): string {
  const lines = text
    .trim()
    .split('\n')
    .map((line) => line.trimEnd());
  const isPlain = lines.every(
    (line) => !line.includes('\\') && !line.includes('"""') && line.search(UNPRINTABLE) === -1,
  );
  const closesQuotes = lines.every((line) =>
    ['"', "'", '`'].every((quote) => line.split(quote).length % 2 === 1),
  );
  if (!isPlain || !closesQuotes) return pythonLiteral(text);
  const inner = ' '.repeat(indent);
  const body = lines.map((line) => (line === '' ? '' : `${inner}${line}`)).join('\n');
  return `"""\n${body}\n${' '.repeat(indent - 4)}"""`;
}

/** `from … import …` of Python on a line each name, where the name of the package makes it too long. */
export function wrapPythonImports(code: string): string {
  return code.replace(/^( *)(from \S+ import )([^(\n]+)$/gm, (line, indent, from, names: string) =>
    line.length <= LINE_WIDTH
      ? line
      : `${indent}${from}(\n${names
          .split(', ')
          .map((name) => `${indent}    ${name},\n`)
          .join('')}${indent})`,
  );
}
