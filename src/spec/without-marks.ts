/** A text with its letters taken apart and without their marks: `é` is `e`. Names are plain nearly always, and it costs time. */
export function withoutMarks(text: string): string {
  const isPlain = !/[^\0-\x7f]/.test(text);
  return isPlain ? text : text.normalize('NFKD').replace(/\p{M}/gu, '');
}
