/** Only such a document can hold a whole number that a Number would round. */
const LONG_NUMBER = /\d{16}/;

/**
 * Parses a document. Whole numbers beyond 2^53, which serve as identifiers, are rounded in
 * `content`, where expressions compare and add them. `exact` gives for an object of it the same
 * object with such numbers as text, and for such a number its text, unless the document has several
 * that are rounded to the same. Anything else it returns as it is.
 *
 * @param {string} text
 * @returns {{ content: unknown, exact: (item: unknown) => unknown }}
 */
export function parseDocument(text) {
  const content = JSON.parse(text);
  if (!LONG_NUMBER.test(text)) {
    return { content, exact: (item) => item };
  }
  const twins = new Map();
  pair(content, JSON.parse(text, exactNumber), twins);
  return { content, exact: (item) => twins.get(item) ?? item };
}

/** Whether a number may stand for another one, as whole ones beyond 2^53 do. */
export function isRounded(value) {
  return Number.isInteger(value) && !Number.isSafeInteger(value);
}

function exactNumber(_key, value, { source }) {
  const isInexact = typeof value === 'number' && !Number.isSafeInteger(value);
  return isInexact && /^-?\d+$/.test(source) ? source : value;
}

function pair(one, other, twins) {
  if (typeof one === 'object' && one !== null) {
    twins.set(one, other);
    for (const key of Object.keys(one)) {
      pair(one[key], other[key], twins);
    }
  } else if (isRounded(one)) {
    const isAlone = !twins.has(one) || twins.get(one) === other;
    twins.set(one, isAlone ? other : one);
  }
}
