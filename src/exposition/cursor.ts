import { isBlank, NEWLINE } from './bytes.ts';
import { parseGoFloat } from './numbers.ts';
import type { SamplePlace } from './place.ts';
import { ExpositionSyntaxError } from './syntax-error.ts';

const ZERO = 48;

/** A place in bytes that end with a newline. */
export class Cursor {
  bytes: Uint8Array = new Uint8Array();
  at = 0;
  /** 1-based. */
  line = 0;
  lineStart = 0;

  /** @throws ExpositionSyntaxError at `at` */
  fail(message: string, at = this.at): never {
    const column = Buffer.from(this.bytes.subarray(this.lineStart, at)).toString().length + 1;
    throw new ExpositionSyntaxError(this.line, column, message);
  }

  text(from: number, to: number): string {
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset + from, to - from).toString();
  }

  /** The sample of this line, whose name and labels end there. */
  place(to: number): SamplePlace {
    const text = this.text(this.lineStart, to);
    const series = text.trim();
    return { line: this.line, column: text.indexOf(series) + 1, series };
  }

  /** The token up to the next blank or newline, quoted for a message. */
  quotedToken(from: number): string {
    let to = from;
    while (!isBlank(this.bytes[to]!) && this.bytes[to] !== NEWLINE) to++;
    return JSON.stringify(this.text(from, Math.min(to, from + 100)));
  }

  /** The number that is written there, in a form that the format takes. */
  number(from: number, to: number): number {
    let value = 0;
    for (let at = from; at < to; at++) {
      const digit = this.bytes[at]! - ZERO;
      // Most are counts; fifteen digits are exact.
      if (digit < 0 || digit > 9 || to - from > 15) return parseGoFloat(this.text(from, to))!;
      value = value * 10 + digit;
    }
    return value;
  }

  skipBlanks(): void {
    while (isBlank(this.bytes[this.at]!)) this.at++;
  }
}
