/**
 * Every combination of known label values, as label objects:
 * `{ a: ['x', 'y'], b: ['z'] }` gives `[{ a: 'x', b: 'z' }, { a: 'y', b: 'z' }]`.
 *
 * @param {Record<string, string[]>} values the known values of each label
 * @returns {Record<string, string>[]}
 */
export function labelSets(values) {
  return Object.entries(values).reduce(
    (sets, [name, known]) =>
      sets.flatMap((labels) => known.map((value) => ({ ...labels, [name]: value }))),
    [{}],
  );
}
