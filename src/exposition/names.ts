import { BACKSLASH, ESCAPED, isNamePart, isNameStart, NEWLINE, QUOTE } from './bytes.ts';
import type { Cursor } from './cursor.ts';
import type { LabelShape } from './label-shape.ts';

const METRIC_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/**
 * Reads a name that may have quotes, without checking what is in them. promtool knows them at the end of a name, too:
 * `a"b"` is `ab`.
 */
export function nameToken(cursor: Cursor, isPart = isNamePart): string {
  const { bytes } = cursor;
  const from = cursor.at;
  if (!isNameStart(bytes[from]!) && bytes[from] !== QUOTE) cursor.fail('A name must stand here.');
  while (isPart(bytes[cursor.at]!)) cursor.at++;
  const start = cursor.text(from, cursor.at);
  if (bytes[cursor.at] !== QUOTE) return start;
  const open = cursor.at++;
  while (bytes[cursor.at] !== QUOTE) {
    if (bytes[cursor.at] === BACKSLASH && !ESCAPED.has(bytes[++cursor.at]!)) {
      cursor.fail('Only \\\\, \\" and \\n may be escaped in a name.', cursor.at - 1);
    }
    if (bytes[cursor.at] === NEWLINE) cursor.fail('The name has no closing quote.', open);
    cursor.at++;
  }
  return start + cursor.text(open + 1, cursor.at++);
}

/** Prometheus 3 takes any name in quotes, promtool only those that need none. */
export function checkMetricName(cursor: Cursor, name: string, at: number): void {
  if (METRIC_NAME.test(name)) return;
  cursor.fail(
    'promtool takes metric names of letters, digits, "_" and ":" only, in quotes as well, and no digit at their start.',
    at,
  );
}

/** The same for the name of a label. */
function checkLabelName(cursor: Cursor, name: string, at: number): void {
  if (LABEL_NAME.test(name)) return;
  cursor.fail(
    'promtool takes label names of letters, digits and "_" only, in quotes as well, and no digit at their start.',
    at,
  );
}

/** Reads the name of a label that may have quotes. */
export function labelNameToken(cursor: Cursor, from: number): string {
  cursor.at = from;
  const name = nameToken(cursor);
  checkLabelName(cursor, name, from);
  return name;
}

/** The label set with one more label, which may not be there already. */
export function childFor(cursor: Cursor, shape: LabelShape, name: string, at: number): LabelShape {
  const known = shape.children.has(name);
  if (name === '__name__') cursor.fail('The label name "__name__" is reserved.', at);
  if (!known && shape.has(name)) cursor.fail(`The label "${name}" is there twice.`, at);
  return shape.child(name);
}
