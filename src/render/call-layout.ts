import { codeList, jsAssignment, LINE_WIDTH, textWidth } from './layout.ts';
import { jsLiteral, pythonLiteral } from './literals.ts';

type Value = string | string[];

/** Names and values: an object of JavaScript, a dict of Python. */
export type Fields = readonly (readonly [name: string, value: Value])[];

interface Place {
  language: 'js' | 'python';
  /** Indentation of the line that it begins on. */
  indent: number;
  /** Characters that follow on its last line; one by default. */
  tail?: number;
}

/** Fields as somebody writes them: on one line where they fit, else each on its own. */
export function codeFields(fields: Fields, place: Place & { column: number }): string {
  const oneLine = flatFields(fields, place);
  if (place.column + textWidth(oneLine) + (place.tail ?? 1) <= LINE_WIDTH) return oneLine;
  return fieldLines(fields, place);
}

/** A call, or the head of a definition: on one line where it fits, else each argument on its own. */
export function codeCall(head: string, args: readonly (string | Fields)[], place: Place): string {
  const { language, indent, tail = 1 } = place;
  const flat = args.map((arg) => (typeof arg === 'string' ? arg : flatFields(arg, place)));
  const oneLine = `${head}(${flat.join(', ')})`;
  const fits = indent + textWidth(oneLine) + tail <= LINE_WIDTH;
  if (fits && !oneLine.includes('\n')) return oneLine;
  const [first, ...others] = args;
  if (language === 'js' && others.length === 0 && typeof first === 'object') {
    return `${head}(${fieldLines(first, place)})`;
  }
  const inner = indent + stepOf(place);
  const lines = args.map((arg) =>
    typeof arg === 'string' ? arg : codeFields(arg, { language, indent: inner, column: inner }),
  );
  return bracketed(`${head}(`, lines, ')', place);
}

function fieldLines(fields: Fields, place: Place): string {
  const inner = place.indent + stepOf(place);
  const lines = fields.map(([name, value]) => {
    if (place.language === 'js') return jsAssignment(`${name}:`, value, inner);
    const key = `${pythonLiteral(name)}: `;
    if (typeof value === 'string') return `${key}${pythonLiteral(value)}`;
    const column = inner + textWidth(key);
    return `${key}${codeList(value.map(pythonLiteral), { language: 'python', column, indent: inner })}`;
  });
  return bracketed('{', lines, '}', place);
}

function flatFields(fields: Fields, { language }: Place): string {
  const literal = language === 'js' ? jsLiteral : pythonLiteral;
  const parts = fields.map(([name, value]) => {
    const key = language === 'js' ? name : pythonLiteral(name);
    return `${key}: ${typeof value === 'string' ? literal(value) : `[${value.map(literal).join(', ')}]`}`;
  });
  if (parts.length === 0) return '{}';
  return language === 'js' ? `{ ${parts.join(', ')} }` : `{${parts.join(', ')}}`;
}

function bracketed(open: string, lines: readonly string[], close: string, place: Place): string {
  const inner = ' '.repeat(place.indent + stepOf(place));
  return `${open}\n${lines.map((line) => `${inner}${line},\n`).join('')}${' '.repeat(place.indent)}${close}`;
}

function stepOf({ language }: Place): number {
  return language === 'js' ? 2 : 4;
}
