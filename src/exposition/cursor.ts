import { isBlank, NEWLINE } from './bytes.ts';
import { ExpositionSyntaxError } from './syntax-error.ts';

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

  /** The token up to the next blank or newline, quoted for a message. */
  quotedToken(from: number): string {
    let to = from;
    while (!isBlank(this.bytes[to]!) && this.bytes[to] !== NEWLINE) to++;
    return JSON.stringify(this.text(from, Math.min(to, from + 100)));
  }

  skipBlanks(): void {
    while (isBlank(this.bytes[this.at]!)) this.at++;
  }
}
