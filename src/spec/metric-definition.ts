import { didYouMean } from './nearest.ts';
import { METRIC_TYPES, type MetricInput, type MetricType } from './schema.ts';

/** How a metric is written on the command line, in quotes that cmd knows, too; shown in messages. */
const DEFINITION_FORM = '"counter shop_orders_total{channel=web|mobile,country} Orders placed."';

const SHAPE =
  /^\s*(\S+)\s+([^\s{[]+)\s*(?:\{((?:[^}\\]|\\[\s\S])*)\}(\}?))?\s*(?:\[([^\]]*)\])?\s*([\s\S]*)$/;

/**
 * Reads `type name{label=value|value,open_label}[numbers] help`. The numbers are the buckets of a histogram or the
 * quantiles of a summary. A backslash keeps `,`, `|`, `=`, a brace or a space at an end in a label value. Empty brackets say
 * nothing; they only keep a help text that begins with a bracket apart.
 * @throws Error with one sentence
 */
export function parseDefinition(definition: string): MetricInput {
  const match = SHAPE.exec(definition);
  if (!match) {
    throw new Error(
      `The metric ${JSON.stringify(definition)} cannot be read; write it like ${DEFINITION_FORM}.`,
    );
  }
  const [, type, name, labels, stray, numbers, help] = match as unknown as string[];
  if (!METRIC_TYPES.includes(type as MetricType)) {
    throw new Error(
      `The metric ${JSON.stringify(definition)} begins with "${type}", which is not one of ${METRIC_TYPES.join(', ')}.${didYouMean(type!, METRIC_TYPES)}`,
    );
  }
  if (stray || split(labels ?? '', '{').length > 1) {
    throw new Error(
      `The metric ${name} has a brace too many in its labels; in a label value it is written \\{ or \\}.`,
    );
  }
  if (help!.trim() === '') {
    throw new Error(
      `The metric ${name} has no help text; write it after the name, like ${DEFINITION_FORM}.`,
    );
  }
  const open = openBracket(labels, numbers, help!.trim());
  if (open !== undefined) {
    throw new Error(
      `The metric ${name} opens a bracket ${open} that is never closed; a help text that begins with one comes after ${open === '{' ? '{}' : '[]'}.`,
    );
  }
  return {
    name: name!,
    type: type as MetricType,
    help: help!.trim(),
    ...(hasText(labels) && { labels: parseLabels(labels, name!) }),
    ...(hasText(numbers) && {
      [type === 'summary' ? 'quantiles' : 'buckets']: parseNumbers(numbers, name!),
    }),
  };
}

/** A bracket that was taken for the beginning of the help text, for want of its end. */
function openBracket(
  labels: string | undefined,
  numbers: string | undefined,
  help: string,
): string | undefined {
  if (labels === undefined && help.startsWith('{')) return '{';
  return numbers === undefined && help.startsWith('[') ? '[' : undefined;
}

/** The definition that `parseDefinition` reads back as the same metric. Fields it has no form for (`sql`, `alert`) are left out. */
export function formatDefinition(metric: MetricInput): string {
  const labels = Object.entries(metric.labels ?? {}).map(([label, values]) =>
    values.length === 0 ? label : `${label}=${values.map(escapeValue).join('|')}`,
  );
  const numbers = metric.buckets ?? metric.quantiles ?? [];
  const help = metric.help.trim();
  return [
    `${metric.type} ${metric.name}`,
    labels.length > 0 || help.startsWith('{') ? `{${labels.join(',')}}` : '',
    numbers.length > 0 || help.startsWith('[') ? `[${numbers.join(',')}]` : '',
    ` ${help}`,
  ].join('');
}

function parseLabels(text: string, metric: string): Record<string, string[]> {
  const labels = new Map<string, string[]>();
  for (const part of split(text, ',')) {
    if (part.trim() === '') continue;
    const [label = '', ...values] = split(part, '=');
    const name = label.trim();
    if (labels.has(name)) {
      throw new Error(`The metric ${metric} has the label "${name}" twice.`);
    }
    labels.set(name, values.length === 0 ? [] : split(values.join('='), '|').map(unescapeValue));
  }
  return Object.fromEntries(labels);
}

function parseNumbers(text: string, metric: string): number[] {
  return text.split(',').map((part) => {
    const number = Number(part);
    if (part.trim() === '' || Number.isNaN(number)) {
      throw new Error(`The metric ${metric} has "${part.trim()}" where a number should be.`);
    }
    return number;
  });
}

/** Splits at a character that no backslash stands before. */
function split(text: string, separator: string): string[] {
  const parts = [''];
  for (let index = 0; index < text.length; index++) {
    const char = text[index]!;
    if (char === separator) parts.push('');
    else if (char === '\\') parts[parts.length - 1] += char + (text[++index] ?? '');
    else parts[parts.length - 1] += char;
  }
  return parts;
}

function escapeValue(value: string): string {
  return value.replace(/[\\,|={}]|^\s|\s$/g, '\\$&');
}

/** Spaces around a value do not belong to it, unless a backslash stands before them. */
function unescapeValue(text: string): string {
  const [, value = ''] = /^\s*((?:\\[\s\S]|[\s\S])*?)\s*$/.exec(text)!;
  return value.replace(/\\([\s\S])/g, '$1');
}

function hasText(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== '';
}
