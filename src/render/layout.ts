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
  if (place.column + oneLine.length + tail <= LINE_WIDTH) return oneLine;
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
