import { withoutMarks } from '../spec/without-marks.ts';

/** Letters that have no decomposition into an ASCII letter and a mark. */
const LETTERS: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  Æ: 'AE',
  ø: 'o',
  Ø: 'O',
  œ: 'oe',
  Œ: 'OE',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  // The micro sign decomposes to the Greek letter; `µs` is written `us`.
  μ: 'u',
};

/**
 * The lower-case ASCII words of any text: split at capitals and at everything that is no letter or digit.
 * `httpRequests` → http, requests; `HTTPServer` → http, server; `userIDs` → user, ids; `Größe` → grosse.
 */
export function words(text: string): string[] {
  return withoutMarks(text)
    .replace(/[^\0-\x7f]/gu, (letter) => LETTERS[letter] ?? ' ')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z](?!s(?![a-z]))[a-z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** The same words as a name: `userId` → `user_id`. */
export function snakeCase(text: string): string {
  return words(text).join('_');
}
