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
export const QUERIES = [
  {
    type: 'counter',
    name: 'accounts_charged_cents_total',
    help: 'Charged since the beginning.',
    labelNames: ['currency'],
    sql: `SELECT currency, SUM(cents) AS value
FROM charges
WHERE state = 'paid'
GROUP BY currency`,
  },
  {
    type: 'gauge',
    name: 'accounts_open',
    help: 'Accounts that are open now.',
    labelNames: [],
    sql: 'SELECT COUNT(*) AS value FROM accounts',
  },
];
