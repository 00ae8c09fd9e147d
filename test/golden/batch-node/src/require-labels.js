/**
 * Guards the labels of a series: the client takes one that was forgotten for a series without it,
 * and `undefined` for a text.
 *
 * @param {{ labelNames: string[] }} metric
 * @param {Record<string, string>} labels
 */
export function requireLabels({ labelNames }, labels) {
  for (const name of labelNames) {
    if (labels[name] === undefined || labels[name] === null) {
      throw new TypeError(`the label ${name} is missing`);
    }
  }
}
