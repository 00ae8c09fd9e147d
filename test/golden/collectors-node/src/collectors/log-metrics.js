import { Counter, Histogram } from '@prometheus-io/client';
import { parseDecimal } from '../decimal-text.js';

const OTHER = 'other';
/** Counts are kept for ever, so what a log can make of them has to end somewhere. */
const MOST_LABEL_SETS = 10_000;
const LONGEST_LABEL = 200;

/**
 * Counts of lines since the program started.
 *
 * @param {object[]} metrics as in the table of log.js
 */
export function createLogMetrics(metrics) {
  const instruments = metrics.map(createInstrument);
  return {
    /**
     * Counts one line wherever it matches.
     *
     * @param {string} line
     */
    count(line) {
      for (const instrument of instruments) {
        instrument.count(line);
      }
    },

    /** The counts of this moment, which do not go on with the next line. */
    families: async () => structuredClone(await Promise.all(instruments.map(({ get }) => get()))),

    /**
     * Lines that matched but have no usable number, since the last call.
     *
     * @returns {{ metric: string, lines: number }[]} the metrics that have such lines
     */
    takeUnusable: () =>
      instruments.map((instrument) => instrument.takeUnusable()).filter(({ lines }) => lines > 0),
  };
}

function createInstrument({ type, name, help, labels, buckets, match }) {
  const labelNames = Object.keys(labels);
  const settings = { name, help, labelNames, registers: [] };
  const isHistogram = type === 'histogram';
  const family = isHistogram ? new Histogram({ ...settings, buckets }) : new Counter(settings);
  const pattern = new RegExp(match);
  const known = new Set();
  let unusable = 0;

  // What can occur is told in advance: as 0, until it does.
  for (const labelSet of combinations(labels)) {
    known.add(JSON.stringify(labelSet));
    if (isHistogram) {
      family.zero(labelSet);
    } else {
      family.inc(labelSet, 0);
    }
  }

  function labelsOf(groups) {
    const labelSet = Object.fromEntries(
      Object.entries(labels).map(([label, values]) => [label, labelText(groups[label], values)]),
    );
    const key = JSON.stringify(labelSet);
    if (!known.has(key)) {
      if (known.size >= MOST_LABEL_SETS) {
        return Object.fromEntries(labelNames.map((label) => [label, OTHER]));
      }
      known.add(key);
    }
    return labelSet;
  }

  function count(line) {
    const found = pattern.exec(line);
    if (!found) {
      return;
    }
    const { value = isHistogram ? '' : '1', ...groups } = found.groups ?? {};
    const number = parseDecimal(value);
    // One line that makes no sense is no reason to lose the others.
    if (Number.isNaN(number) || number < 0) {
      unusable += 1;
      return;
    }
    if (isHistogram) {
      family.observe(labelsOf(groups), number);
    } else {
      family.inc(labelsOf(groups), number);
    }
  }

  function takeUnusable() {
    const lines = unusable;
    unusable = 0;
    return { metric: name, lines };
  }

  return { count, takeUnusable, get: () => family.get() };
}

/** Every label set, when all the values are known. */
function combinations(labels) {
  return Object.entries(labels).reduce(
    (sets, [label, values]) =>
      sets.flatMap((set) => values.map((value) => ({ ...set, [label]: value }))),
    [{}],
  );
}

function labelText(text = '', values) {
  if (values.length > 0) {
    return values.includes(text) ? text : OTHER;
  }
  return text.length > LONGEST_LABEL ? [...text].slice(0, LONGEST_LABEL).join('') : text;
}
