import { maskAddress } from '../mask.ts';
import { correctIdentifier, correctNamespace, correctProjectName, nameProblem } from './name.ts';
import { didYouMean } from './nearest.ts';
import {
  CRON_PATTERN,
  DURATION_PATTERN,
  IDENTIFIER_PATTERN,
  KUBERNETES_NAME_PATTERN,
  KUBERNETES_VALUE_PATTERN,
  NAME_PATTERN,
  NAMESPACE_PATTERN,
  PATH_PATTERN,
  PROBE_PATTERN,
  STAGE_PATTERN,
  URL_PATTERN,
} from './schema.ts';
import type { Path } from './validate.ts';

/** The words of people who write YAML for what a schema calls so. */
const TYPE_WORDS: Record<string, string> = {
  array: 'a list such as [a, b]',
  object: 'a mapping such as { key: value }',
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
};

/** What is said of a key or an entry of a list without a value. */
export function emptyMessage(type: string, canBeLeftOut: boolean): string {
  return `This is empty; write ${wordsFor(type)}${canBeLeftOut ? ', or leave the key out' : ''}.`;
}

/** What is said of a value of another type than wanted. */
export function typeMessage(value: unknown, type: string, path: Path): string {
  if (path.at(-1) === 'labels' && path.at(-2) !== 'json-api' && Array.isArray(value)) {
    if (value.length === 0) return 'Labels are a mapping: leave the key out where there are none.';
    const labels = value.filter((label) => typeof label === 'string').map((name) => `${name}: []`);
    return `Labels are a mapping, each with its values or [] for any: write { ${labels.join(', ')} }.`;
  }
  const remedy = remedyFor(value, type, path);
  return `${show(value)} is not ${wordsFor(type)}${remedy === undefined ? '' : `: ${remedy}`}.`;
}

/** What makes the value one of the type, where it is the same but for how YAML reads it. */
function remedyFor(value: unknown, type: string, path: Path): string | undefined {
  if (type === 'string' && typeof value !== 'object') return 'put it in quotes';
  if (value === Infinity && path.at(-2) === 'buckets')
    return 'leave it out, the bucket +Inf is added by itself';
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const isMeant =
    type === 'integer'
      ? Number.isInteger(Number(value))
      : type === 'number' && Number.isFinite(Number(value));
  return isMeant ? 'leave out the quotes' : undefined;
}

function wordsFor(type: string): string {
  return TYPE_WORDS[type] ?? `a ${type}`;
}

/** What is said of a value that is not among those allowed. */
export function choiceMessage(value: unknown, choices: readonly unknown[], path: Path): string {
  if (path.length === 1 && path[0] === 'version') {
    const newer = Number(value) > Number(choices.at(-1)) ? ': a newer one may' : '';
    return `This create-exporter reads version ${choices.join(', ')}, not ${show(value)}${newer}.`;
  }
  const hint = typeof value === 'string' ? didYouMean(value, choices.map(String)) : '';
  return `${show(value)} is not one of ${choices.join(', ')}.${hint}`;
}

/** A pattern says to people what it means, and what would match it. */
export function patternMessage(value: string, pattern: string): string {
  switch (pattern) {
    case NAME_PATTERN:
      return `${nameProblem(value)}${use(correctProjectName(value))}`;
    case IDENTIFIER_PATTERN:
      return `${show(value)} is no metric name: letters, digits and underscores, no digit first.${use(correctIdentifier(value))}`;
    case NAMESPACE_PATTERN:
      return `${show(value)} is no namespace: lower-case letters, digits and underscores, a letter first, at most 40.${use(correctNamespace(value))}`;
    case DURATION_PATTERN:
      return `${show(value)} is no duration such as 30s, 10m, 1h30m or 1d.`;
    case STAGE_PATTERN:
      return `${show(value)} is no stage: lower-case letters, digits and underscores, a letter first, at most 30.`;
    case PROBE_PATTERN:
      return `${show(value)} is no name of a target: letters, digits, dots, hyphens and underscores.`;
    case URL_PATTERN:
      return `${show(value)} is no address such as https://example.com/status.`;
    case PATH_PATTERN:
      return `${show(value)} is no path of a file: one line without control characters.`;
    case KUBERNETES_NAME_PATTERN:
      return `${show(value)} is no namespace of Kubernetes: lower-case letters, digits and hyphens, at most 63.`;
    case KUBERNETES_VALUE_PATTERN:
      return `${show(value)} is no value of a Kubernetes label: letters, digits, dots, hyphens and underscores, at most 63.`;
    case CRON_PATTERN:
      return `${show(value)} is no schedule of five fields such as "0 3 * * *".`;
    default:
      throw new Error(`schema pattern without a message: ${pattern}`);
  }
}

export function use(suggestion: string): string {
  return suggestion === '' ? '' : ` Use "${suggestion}".`;
}

/** A value as messages quote it. It may be an address in the wrong place, or none at all, but with a password. */
export function show(value: unknown): string {
  const shown = typeof value === 'string' ? maskAddress(value) : value;
  // JSON has no infinity, YAML has.
  const text = typeof shown === 'number' ? String(shown) : (JSON.stringify(shown) ?? 'nothing');
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
