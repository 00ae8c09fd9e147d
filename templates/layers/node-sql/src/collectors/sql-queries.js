/**
 * The metrics that are read from the database. A query gives the column `value` and one column per
 * label.
 *
 * @typedef {object} Query
 * @property {'gauge' | 'counter'} type
 * @property {string} name
 * @property {string} help
 * @property {string[]} labelNames
 * @property {string} sql one statement that only reads
 */

/** @type {Query[]} */
{{#if queries}}
export const QUERIES = [
{{#each queries}}
  {
    type: {{type}},
    name: {{name}},
    help: {{help}},
    {{{property 'labelNames' labelNames indent=4}}}
    sql: {{{jsSql}}},
  },
{{/each}}
];
{{else}}
export const QUERIES = [];
{{/if}}
