import { parseDecimal } from '../decimal-text.js';
import { printedLabels } from '../printed-labels.js';
import { QueryError } from './sql-error.js';

const LONGEST_QUOTE = 50;
/** How a database writes points in time, intervals and money. */
const CASTABLE = /^\d+-\d\d-\d\d|\d\d:\d\d|^-?\d+ (?:year|mon|day)s?\b|^-?[$€£¥]\d/;
const CAST_HINT = '; cast it to a number, such as unixepoch(…)';

/**
 * The series a query gives.
 *
 * - no row, no series
 * - NULL as value: no series for that row, since nothing was measured
 * - NULL as label: the empty label
 * - a number that comes as text (BIGINT, NUMERIC, DECIMAL) is a number, true is 1 and false is 0;
 *   any other text is an error, and so are NaN and Infinity, and less than 0 for a counter
 * - two rows with the same labels are an error, and so is a column that is missing
 *
 * @param {Record<string, unknown>[]} rows
 * @param {string[]} labelNames
 * @param {'gauge' | 'counter'} [type]
 * @returns {{ labels: Record<string, string>, value: number }[]}
 */
export function seriesOf(rows, labelNames, type = 'gauge') {
  const seen = new Set();
  const series = [];
  for (const row of rows) {
    const labels = Object.fromEntries(labelNames.map((name) => [name, textOf(column(row, name))]));
    const value = column(row, 'value');
    if (value !== null) {
      const key = printedLabels(labels);
      if (seen.has(key)) {
        throw new QueryError(
          `more than one row with the labels ${key}${otherColumns(row, labelNames)}`,
        );
      }
      seen.add(key);
      series.push({ labels, value: numberOf(value, type) });
    }
  }
  return series;
}

/** What mostly tells the rows apart. */
function otherColumns(row, labelNames) {
  const others = Object.keys(row).filter((name) => name !== 'value' && !labelNames.includes(name));
  return others.length > 0 ? `; the columns ${others.join(', ')} are not labels` : '';
}

function column(row, name) {
  if (!Object.hasOwn(row, name)) {
    throw new QueryError(`the query has no column ${name}`);
  }
  return row[name];
}

function numberOf(value, type) {
  const text = textOf(value);
  const number = typeof value === 'boolean' ? Number(value) : parseDecimal(text);
  const isBelowZero = type === 'counter' && number < 0;
  if (Number.isNaN(number) || isBelowZero) {
    const quote = JSON.stringify(text.slice(0, LONGEST_QUOTE));
    const wanted = isBelowZero ? 'a number of 0 or more' : 'a number';
    const hint = CASTABLE.test(text) ? CAST_HINT : '';
    throw new QueryError(`the column value holds ${quote}, not ${wanted}${hint}`);
  }
  return number;
}

function textOf(value) {
  return value instanceof Uint8Array ? new TextDecoder().decode(value) : String(value ?? '');
}
