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
    name: 'shop_active_subscriptions',
    help: 'Subscriptions that are active now.',
    labelNames: ['plan_type'],
    sql: 'SELECT plan_type, COUNT(*) AS value FROM subscriptions WHERE active = 1 GROUP BY plan_type',
  },
];
