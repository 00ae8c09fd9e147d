/** Which character ends what each begins: texts, quoted names and comments (https://sqlite.org/lang_keywords.html). */
const QUOTES: Record<string, string> = { "'": "'", '"': '"', '`': '`', '[': ']' };

/**
 * Why SQLite cannot read a text at all, in words that follow a name, or undefined. It looks for quotes that are never
 * closed, which no valid SQL has; everything else is for SQLite itself, in the tests of the generated project.
 */
export function sqliteTextProblem(sql: string): string | undefined {
  let index = 0;
  let isEmpty = true;
  while (index < sql.length) {
    const char = sql[index]!;
    const next = sql[index + 1];
    if (char === '-' && next === '-') index = after(sql, '\n', index);
    else if (char === '/' && next === '*') index = after(sql, '*/', index + 2);
    else if (QUOTES[char]) {
      // A doubled quote inside is the end of one and the beginning of the next.
      const end = sql.indexOf(QUOTES[char], index + 1);
      if (end < 0) return `has a quote ${char} in line ${lineOf(sql, index)} that is never closed`;
      index = end + 1;
      isEmpty = false;
    } else {
      isEmpty &&= /[\s;]/.test(char);
      index += 1;
    }
  }
  return isEmpty ? 'has no statement' : undefined;
}

/** The index after the next `mark`, or the end: SQLite closes a last comment itself. */
function after(sql: string, mark: string, from: number): number {
  const found = sql.indexOf(mark, from);
  return found < 0 ? sql.length : found + mark.length;
}

/** Counted from 1. */
function lineOf(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
