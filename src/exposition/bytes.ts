const TAB = 9;
export const NEWLINE = 10;
export const SPACE = 32;
export const QUOTE = 34;
export const HASH = 35;
export const COMMA = 44;
export const EQUALS = 61;
export const BACKSLASH = 92;
export const OPEN_BRACE = 123;
export const CLOSE_BRACE = 125;

/** What may follow a backslash. */
export const ESCAPED: ReadonlySet<number> = new Set([BACKSLASH, QUOTE, 0x6e]);

const LETTER = 1;
const DIGIT = 2;
const COLON = 4;
const BLANK = 8;

/** What a byte may be part of, looked up instead of compared: this is asked for every byte of a text. */
const CLASSES = new Uint8Array(256);
for (let byte = 0; byte < 256; byte++) {
  const char = String.fromCharCode(byte);
  if (/[a-zA-Z_]/.test(char)) CLASSES[byte] = LETTER;
  else if (/[0-9]/.test(char)) CLASSES[byte] = DIGIT;
  else if (char === ':') CLASSES[byte] = COLON;
  else if (byte === SPACE || byte === TAB) CLASSES[byte] = BLANK;
}

/** A letter or an underscore. */
export const isLabelStart = (byte: number): boolean => CLASSES[byte] === LETTER;

export const isLabelPart = (byte: number): boolean => (CLASSES[byte]! & (LETTER | DIGIT)) !== 0;

/** As in a label name, or a colon. */
export const isNameStart = (byte: number): boolean => (CLASSES[byte]! & (LETTER | COLON)) !== 0;

export const isNamePart = (byte: number): boolean =>
  (CLASSES[byte]! & (LETTER | DIGIT | COLON)) !== 0;

export const isDigit = (byte: number): boolean => CLASSES[byte] === DIGIT;

/** Space or tab, the only blanks of the text format. */
export const isBlank = (byte: number): boolean => CLASSES[byte] === BLANK;

/** Whether the bytes from `at` are these. */
export function startsWith(bytes: Uint8Array, at: number, wanted: Uint8Array): boolean {
  for (let index = 0; index < wanted.length; index++) {
    if (bytes[at + index] !== wanted[index]) return false;
  }
  return true;
}

/** A view, and so what Buffer calls a slice, would keep the whole piece of the stream in memory. */
export function copyOf(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes);
}
