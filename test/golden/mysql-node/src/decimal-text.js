/** Number() alone would read '' as 0, and hexadecimal numbers, too. */
const DECIMAL = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;

/**
 * Reads a number in decimal notation.
 *
 * @param {string} text
 * @returns {number} NaN if the text is anything else, or a number that is too large
 */
export function parseDecimal(text) {
  const number = DECIMAL.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : Number.NaN;
}
