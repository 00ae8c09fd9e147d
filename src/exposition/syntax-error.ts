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

/** A line that would fill the memory. */
export class LineTooLongError extends Error {
  constructor(limit: string) {
    super(`A line is longer than ${limit}.`);
    this.name = 'LineTooLongError';
  }
}
