/** Colours of others, control characters but for tabs and line ends, and what terminals take for the beginning of one. */
export const FOREIGN = String.raw`\u001b\[[\d;]*m|\r(?!(?:\u001b\[\d+m)*\n)|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]`;
const FOREIGN_CODES = new RegExp(FOREIGN, 'g');

/**
 * A text of somebody else, such as a server or a program, as it may be shown: what would tell the terminal something is
 * written out, as JSON would have it.
 */
export function visible(text: string): string {
  return text.replace(FOREIGN_CODES, written);
}

/** What is shown in the place of something `FOREIGN`. */
export function written(found: string): string {
  if (found.length > 1) return '';
  return `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
