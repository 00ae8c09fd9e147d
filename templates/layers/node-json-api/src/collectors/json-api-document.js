/** Only such a document can hold a whole number that a Number would round. */
const LONG_NUMBER = /\d{16}/;

/**
 * Parses a document. Whole numbers beyond 2^53, which serve as identifiers, are rounded in
 * `content`, where expressions compare and add them. `exact` gives for an object of it the same
 * object with such numbers as text, and for such a number its text, unless the document has several
 * that are rounded to the same. For what else an expression made, it gives that.
 *
 * @param {string} text
 * @returns \{{ content: unknown, exact: (item: unknown) => unknown }}
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

function exactNumber(_key, value, { source }) {
  const isRounded = typeof value === 'number' && !Number.isSafeInteger(value);
  return isRounded && /^-?\d+$/.test(source) ? source : value;
}

function pair(one, other, twins) {
  if (typeof one === 'object' && one !== null) {
    twins.set(one, other);
    for (const key of Object.keys(one)) {
      pair(one[key], other[key], twins);
    }
  } else if (Number.isInteger(one) && !Number.isSafeInteger(one)) {
    const isAlone = !twins.has(one) || twins.get(one) === other;
    twins.set(one, isAlone ? other : one);
  }
}
