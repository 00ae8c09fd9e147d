import { correctIdentifier } from './name.ts';
import { PROBE_PATTERN, specSchema } from './schema.ts';
import {
  choiceMessage,
  emptyMessage,
  patternMessage,
  show,
  typeMessage,
  use,
} from './schema-words.ts';
import { unknownKey } from './unknown-key.ts';

/** A place in the input: keys and indexes from the top. */
export type Path = (string | number)[];

export interface Problem {
  path: Path;
  /** One sentence: what is wrong and what would be right. */
  message: string;
  /** The problem is the key at the end of the path, not its value. */
  atKey?: boolean;
}

/** The keywords of JSON Schema that `specSchema` is made of. */
interface Schema {
  type?: string;
  enum?: readonly unknown[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  required?: readonly string[];
  properties?: Readonly<Record<string, Schema>>;
  additionalProperties?: false | Schema;
  propertyNames?: { pattern?: string; maxLength: number };
  minProperties?: number;
}

/**
 * All violations of the schema, each as a sentence. What a compiled validator would do, in a tenth of the code, which every
 * start has to read; a test holds its verdicts against those of a whole schema library.
 */
export function schemaProblems(input: unknown): Problem[] {
  return valueProblems(input, specSchema as Schema, []);
}

/** `metrics[0].help`, as people write it; the top is `exporter.yaml`. */
export function pathText(path: Path): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`;
    else text += text === '' ? part : `.${part}`;
  }
  return text;
}

function valueProblems(
  value: unknown,
  schema: Schema,
  path: Path,
  canBeLeftOut = false,
): Problem[] {
  const problem = (message: string): Problem => ({ path, message });
  if (schema.type !== undefined && !hasType(value, schema.type)) {
    if (value === null) return [problem(emptyMessage(schema.type, canBeLeftOut))];
    const wrongInQuotes = schema.type === 'string' ? quotedMessages(value, schema, path) : [];
    if (wrongInQuotes.length > 0) return wrongInQuotes.map(problem);
    return [problem(typeMessage(value, schema.type, path))];
  }
  const messages =
    typeof value === 'string'
      ? textMessages(value, schema)
      : typeof value === 'number'
        ? numberMessages(value, schema)
        : Array.isArray(value)
          ? listMessages(value, schema)
          : [];
  if (schema.enum && !schema.enum.includes(value)) {
    messages.push(choiceMessage(value, schema.enum, path));
  }
  return [...messages.map(problem), ...problemsBelow(value, schema, path)];
}

/** What would be wrong about a number or a yes or no if it were put in quotes. */
function quotedMessages(value: unknown, schema: Schema, path: Path): string[] {
  if (typeof value === 'object') return [];
  if (schema.enum) return [choiceMessage(value, schema.enum, path)];
  return textMessages(String(value), schema);
}

function hasType(value: unknown, type: string): boolean {
  switch (type) {
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return Number.isFinite(value);
    default:
      return typeof value === type;
  }
}

function textMessages(text: string, { minLength = 0, maxLength, pattern }: Schema): string[] {
  const messages: string[] = [];
  if (text.length < minLength) messages.push('This must not be empty.');
  // A schema counts characters, not the units of UTF-16.
  if (maxLength !== undefined && text.length > maxLength && [...text].length > maxLength) {
    messages.push(`This is longer than ${maxLength} characters.`);
  }
  if (pattern !== undefined && !matches(text, pattern))
    messages.push(patternMessage(text, pattern));
  return messages;
}

function numberMessages(number: number, { minimum, maximum }: Schema): string[] {
  if (minimum !== undefined && number < minimum)
    return [`${show(number)} is too small: at least ${minimum}.`];
  if (maximum !== undefined && number > maximum)
    return [`${show(number)} is too large: at most ${maximum}.`];
  return [];
}

function listMessages(list: readonly unknown[], schema: Schema): string[] {
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY, uniqueItems } = schema;
  const messages: string[] = [];
  if (list.length < minItems) messages.push('This must not be empty.');
  if (list.length > maxItems) messages.push(`This has more than ${maxItems} entries.`);
  if (uniqueItems) messages.push(...repeated(list));
  return messages;
}

/** The first value that is there twice; the schema asks this of lists of plain values only. */
function repeated(list: readonly unknown[]): string[] {
  const first = new Set<unknown>();
  for (const item of list) {
    if (first.has(item)) return [`${show(item)} is there twice: leave one out.`];
    first.add(item);
  }
  return [];
}

function problemsBelow(value: unknown, schema: Schema, path: Path): Problem[] {
  if (Array.isArray(value)) {
    const { items, maxItems = Number.POSITIVE_INFINITY } = schema;
    // Of a list that is too long this alone is told: there may be millions.
    if (!items || value.length > maxItems) return [];
    return value.flatMap((item, index) => valueProblems(item, items, [...path, index]));
  }
  if (typeof value !== 'object' || value === null) return [];
  const { required = [], properties = {}, additionalProperties, propertyNames } = schema;
  const fields = value as Record<string, unknown>;
  const missing = required
    .filter((key) => fields[key] === undefined)
    .map((key): Problem => ({ path, message: `"${key}" is missing.` }));
  if (Object.keys(fields).length < (schema.minProperties ?? 0)) {
    missing.push({ path, message: 'This must not be empty.' });
  }
  const found = Object.entries(fields).flatMap(([key, field]): Problem[] => {
    const below = [...path, key];
    if (Object.hasOwn(properties, key)) {
      if (field === undefined) return [];
      return valueProblems(field, properties[key]!, below, !required.includes(key));
    }
    if (additionalProperties === false) {
      return [
        {
          path: below,
          atKey: true,
          message: unknownKey(key, path.at(-1), schema, specSchema as Schema),
        },
      ];
    }
    const messages = propertyNames ? keyMessages(key, propertyNames) : [];
    return [
      ...messages.map((message) => ({ path: below, atKey: true, message })),
      ...(additionalProperties ? valueProblems(field, additionalProperties, below) : []),
    ];
  });
  return [...missing, ...found];
}

const patterns = new Map<string, RegExp>();

function matches(text: string, pattern: string): boolean {
  const compiled = patterns.get(pattern) ?? new RegExp(pattern, 'u');
  patterns.set(pattern, compiled);
  return compiled.test(text);
}

function keyMessages(
  key: string,
  { pattern, maxLength }: NonNullable<Schema['propertyNames']>,
): string[] {
  if (key.length > maxLength) return [`${show(key)} is longer than ${maxLength} characters.`];
  if (pattern === undefined || matches(key, pattern)) return [];
  if (pattern === PROBE_PATTERN) return [patternMessage(key, pattern)];
  return [
    `${show(key)} is no label name: letters, digits and underscores, no digit first.${use(correctIdentifier(key))}`,
  ];
}
