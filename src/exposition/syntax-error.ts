/** A place where a text stops being an exposition; line and column are 1-based, the column counts characters. */
export class ExpositionSyntaxError extends Error {
  readonly line: number;
  readonly column: number;

  constructor(line: number, column: number, message: string) {
    super(message);
    this.name = 'ExpositionSyntaxError';
    this.line = line;
    this.column = column;
  }
}
