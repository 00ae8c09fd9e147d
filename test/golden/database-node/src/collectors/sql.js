import { Counter, Gauge } from '@prometheus-io/client';
import { createSqliteReader } from './sqlite-reader.js';

const NUMERIC_TEXT = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * @typedef {object} Query
 * @property {'counter' | 'gauge'} type
 * @property {string} name
 * @property {string} help
 * @property {string[]} labelNames
 * @property {string} sql
 */

/**
 * The metrics that are read from the database. A query gives the column `value` and one column per
 * label.
 *
 * @type {Query[]}
 */
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

/**
 * Reads metrics from a database at every scrape.
 *
 * @param {object} options
 * @param {string} options.file the database
 * @param {Query[]} [options.queries]
 * @returns {import('../scrape.js').Collector}
 */
export function createSqlCollector({ file, queries = QUERIES }) {
  const database = createSqliteReader(file);
  return {
    name: 'sql',
    async collect({ registry, signal }) {
      const answers = await Promise.all(queries.map(({ sql }) => database.query(sql, signal)));
      for (const [index, query] of queries.entries()) {
        addFamily(registry, query, answers[index]);
      }
    },
    close: () => database.close(),
  };
}

function addFamily(registry, { type, name, help, labelNames, sql }, rows) {
  // NULL is what SUM() says about no rows: nothing was measured. Without a value there is nothing
  // to tell; a metric without labels would read 0.
  const measured = rows.filter(({ value }) => value !== null);
  if (measured.length === 0) {
    return;
  }
  const Family = type === 'counter' ? Counter : Gauge;
  const family = new Family({ name, help, labelNames, registers: [registry] });
  const seen = new Set();
  for (const row of measured) {
    const value = numberOf(row.value);
    if (value === undefined) {
      throw new Error(`${name}: the column value holds ${row.value}, not a number (${sql})`);
    }
    const labels = Object.fromEntries(labelNames.map((label) => [label, textOf(row, label, name)]));
    const key = JSON.stringify(labels);
    if (seen.has(key)) {
      throw new Error(`${name}: more than one row for the labels ${key}`);
    }
    seen.add(key);
    // The family is new, so adding to its 0 states what the database says.
    family.inc(labels, value);
  }
}

/** SQLite keeps what it was given: the number 12 may be stored as the text '12'. */
function numberOf(value) {
  const isNumericText = typeof value === 'string' && NUMERIC_TEXT.test(value);
  const isNumber = typeof value === 'number' || typeof value === 'bigint';
  return isNumber || isNumericText ? Number(value) : undefined;
}

function textOf(row, label, name) {
  if (!(label in row)) {
    throw new Error(`${name}: the query has no column for the label ${label}`);
  }
  return String(row[label] ?? '');
}
