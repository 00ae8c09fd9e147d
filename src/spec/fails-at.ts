/**
 * Where a text goes wrong, for parsers that do not tell: the end of its shortest beginning from which on it fails for the
 * same reason. (A shorter one may be cut off in the middle of something that is fine.)
 * @param reasonOf why a text cannot be read; undefined if it can
 * @returns a position from 1
 */
export function failsAt(text: string, reasonOf: (text: string) => string | undefined): number {
  const reason = reasonOf(text);
  let end = text.length;
  while (end > 1 && reasonOf(text.slice(0, end - 1)) === reason) end--;
  return end;
}
