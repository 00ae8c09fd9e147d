import type { Path, Problem } from './validate.ts';

/**
 * Texts with half of a surrogate pair, which an escape such as "\ud83d" makes: they are no Unicode text, so no UTF-8 file
 * and no exposition can hold them.
 */
export function halfCharacters(value: unknown, path: Path = []): Problem[] {
  if (typeof value === 'string') {
    if (value.isWellFormed()) return [];
    const message =
      'It contains half of a character (a lone surrogate); write the whole character.';
    return [{ path, message }];
  }
  if (Array.isArray(value))
    return value.flatMap((entry, at) => halfCharacters(entry, [...path, at]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) => halfCharacters(entry, [...path, key]));
}
