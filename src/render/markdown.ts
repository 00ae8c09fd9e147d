/** The line width of generated Markdown. */
const WIDTH = 120;

/** The start of a list item. */
const ITEM = /^ *(?:[-*+]|\d+[.)]) +/;
/** What is no text to fill lines with: an empty line, a heading, a table, a fence, HTML. */
const STRUCTURE = /^ *(?:$|[#|]|<(?!https?:)|```)/;
/** Words, with a code span for one even if it has spaces. */
const WORDS = /(?:\\.|(`+)[^`]+\1(?!`)|[^\s`\\]|[`\\])+/g;
/** A word that would be more than a word at the beginning of a line: it stays with the one before. */
const MARKER = /^(?:[-+*=>#|~]|<(?!https?:)|```|\d+[.)]$)/;

/**
 * Fills the lines of paragraphs and list items: a template breaks them where it is easy to read, with its conditions.
 * Tables and code stay as they are.
 */
export function wrapMarkdown(text: string): string {
  const lines = text.split('\n');
  const wrapped: string[] = [];
  let fenced = false;
  for (let at = 0; at < lines.length; ) {
    const line = lines[at]!;
    const isFence = line.trimStart().startsWith('```');
    if (fenced || STRUCTURE.test(line)) {
      if (isFence) fenced = !fenced;
      wrapped.push(line);
      at += 1;
      continue;
    }
    const end = endOfBlock(lines, at);
    wrapped.push(...filled(lines.slice(at, end)));
    at = end;
  }
  return wrapped.join('\n');
}

/** Where the paragraph or list item ends that begins at a line. */
function endOfBlock(lines: string[], start: number): number {
  let end = start + 1;
  while (end < lines.length && !STRUCTURE.test(lines[end]!) && !ITEM.test(lines[end]!)) end += 1;
  return end;
}

function filled(block: string[]): string[] {
  const [first] = block as [string];
  const prefix = ITEM.exec(first)?.[0] ?? /^ */.exec(first)![0];
  const indent = ' '.repeat(prefix.length);
  const text = [first.slice(prefix.length), ...block.slice(1)].join(' ');
  // Most are short, and looking for the words of all of them takes memory.
  if (prefix.length + text.length <= WIDTH && !text.includes('  '))
    return [(prefix + text).trimEnd()];
  const words: string[] = [];
  for (const word of text.match(WORDS) ?? []) {
    if (words.length > 0 && MARKER.test(word)) words.push(`${words.pop()} ${word}`);
    else words.push(word);
  }
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= WIDTH) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push((last === undefined ? prefix : indent) + word);
    }
  }
  return lines;
}
