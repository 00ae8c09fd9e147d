import { compile, TreeInterpreter } from '@jmespath-community/jmespath';
import { parseDecimal } from '../decimal-text.js';
import { printedLabels } from '../printed-labels.js';
import { isRounded } from './json-api-document.js';

const LONGEST_QUOTE = 60;

/** What calculates in an expression: a number it gives may equal one of the document by chance. */
const CALCULATION =
  /"type":"(?:Arithmetic|Unary)"|"name":"(?:abs|avg|ceil|floor|sum|to_number)","type":"Function"/;

/**
 * Turns a document into the samples of one metric. A value that is missing or null is left out,
 * numeric text is a number, true is 1 and false is 0, anything else an error. A label or list that
 * is missing or null is empty.
 *
 * @typedef {{ labels: Record<string, string>, value: number }} Sample
 *
 * @param {{ type: string, name: string, each?: string, value: string,
 *   labels: Record<string, string> }} metric
 * @returns {{ metric: object,
 *   read: (document: unknown, exact?: (part: unknown) => unknown) => Sample[] }} `exact` gives a
 *   part of the document as labels are read from it
 */
export function createReading(metric) {
  const evaluate = (expression, compiled, from) => {
    try {
      return TreeInterpreter.search(compiled, from) ?? null;
    } catch (error) {
      throw new Error(`${expression} cannot be evaluated: ${error.message} (${metric.name})`);
    }
  };
  const each = metric.each && compile(metric.each);
  const value = compile(metric.value);
  const labels = Object.entries(metric.labels).map(([label, expression]) => ({
    label,
    expression,
    compiled: compile(expression),
  }));

  function items(document) {
    if (!each) {
      return [document];
    }
    const found = evaluate(metric.each, each, document) ?? [];
    if (!Array.isArray(found)) {
      throw wrong(metric, metric.each, found, 'a list');
    }
    return found;
  }

  function find({ expression, compiled }, item, exact) {
    if (calculates(compiled)) {
      return evaluate(expression, compiled, item);
    }
    const exactPart = calculates(each) ? objectsOnly(exact) : exact;
    return exactPart(evaluate(expression, compiled, exactPart(item)));
  }

  function read(document, exact = (part) => part) {
    const samples = new Map();
    for (const item of items(document)) {
      const found = evaluate(metric.value, value, item);
      if (found === null) {
        continue;
      }
      const parts = labels.map((label) => find(label, item, exact));
      const texts = labels.map(({ label, expression }, index) => [
        label,
        textOf(metric, expression, parts[index]),
      ]);
      const sample = { labels: Object.fromEntries(texts), value: numberOf(metric, found) };
      const key = printedLabels(sample.labels);
      if (samples.has(key)) {
        const reason = parts.some(isRounded) ? ', where numbers beyond 2^53 were rounded' : '';
        throw new Error(`more than one value for the labels ${key}${reason} (${metric.name})`);
      }
      samples.set(key, sample);
    }
    return [...samples.values()];
  }

  return { metric, read };
}

function calculates(compiled) {
  return CALCULATION.test(JSON.stringify(compiled));
}

function objectsOnly(exact) {
  return (part) => (typeof part === 'object' ? exact(part) : part);
}

function numberOf(metric, found) {
  const read = { string: parseDecimal, boolean: Number }[typeof found];
  const number = read ? read(found) : found;
  if (!Number.isFinite(number)) {
    throw wrong(metric, metric.value, found, 'a number');
  }
  if (metric.type === 'counter' && number < 0) {
    throw wrong(metric, metric.value, found, 'a number of 0 or more');
  }
  return number;
}

function textOf(metric, expression, found) {
  if (typeof found === 'object' && found !== null) {
    throw wrong(metric, expression, found, 'a text');
  }
  return typeof found === 'number' ? numberText(found) : String(found ?? '');
}

/** As Python writes numbers, so that labels do not depend on who reads them. */
function numberText(number) {
  if (Number.isInteger(number)) {
    return BigInt(number).toString();
  }
  const text = Math.abs(number) < 1e-4 ? number.toExponential() : String(number);
  return text.replace(/e-(\d)$/, 'e-0$1');
}

function wrong({ name }, expression, found, wanted) {
  // JSON has no infinity, so a number that is too large would read null.
  const text = typeof found === 'number' ? String(found) : JSON.stringify(found);
  const quote = text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
  return new Error(`${expression} gives ${quote}, not ${wanted} (${name})`);
}
