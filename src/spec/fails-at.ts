/**
 * Where a text goes wrong, for parsers that do not tell: the end of its shortest beginning that fails for the same
 * reason.
 * @param reasonOf why a text cannot be read; undefined if it can
 * @returns a position from 1
 */
export function failsAt(text: string, reasonOf: (text: string) => string | undefined): number {
  const reason = reasonOf(text);
  for (let end = 1; end < text.length; end++) {
    if (reasonOf(text.slice(0, end)) === reason) return end;
  }
  return text.length;
}
