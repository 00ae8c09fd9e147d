/**
 * Labels as Prometheus writes them, for messages: `{queue="mail"}`.
 *
 * @param {Record<string, string>} labels
 * @returns {string}
 */
export function printedLabels(labels) {
  const pairs = Object.entries(labels).map(([name, text]) => `${name}=${JSON.stringify(text)}`);
  return `{${pairs.join(',')}}`;
}
