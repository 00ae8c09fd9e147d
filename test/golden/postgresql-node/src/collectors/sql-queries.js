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
    type: 'gauge',
    name: 'shop_orders',
    help: 'Orders by state.',
    labelNames: ['state'],
    sql: 'SELECT state, COUNT(*) AS value FROM orders GROUP BY state',
  },
  {
    type: 'counter',
    name: 'shop_revenue_cents_total',
    help: 'Revenue since the beginning.',
    labelNames: [],
    sql: 'SELECT SUM(cents) AS value FROM payments',
  },
];
