import validateSchema from '#generated/validate-spec.js';
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
  PROBE_PATTERN,
  STAGE_PATTERN,
  specSchema,
  URL_PATTERN,
} from './schema.ts';

/** A place in the input: keys and indexes from the top. */
export type Path = (string | number)[];

export interface Problem {
  path: Path;
  /** One sentence: what is wrong and what would be right. */
  message: string;
  /** The problem is the key at the end of the path, not its value. */
  atKey?: boolean;
}

interface SchemaError {
  instancePath: string;
  schemaPath: string;
  keyword: string;
  params: Record<string, unknown>;
}

type SchemaNode = { [key: string]: SchemaNode | undefined };

/** All violations of the schema, in the order of the input, each as a sentence. */
export function schemaProblems(input: unknown): Problem[] {
  const errors: SchemaError[] = validateSchema(input) ? [] : (validateSchema.errors ?? []);
  const wrongType = new Set(
    errors.filter(({ keyword }) => keyword === 'type').map(({ instancePath }) => instancePath),
  );
  return errors
    .filter(({ keyword, schemaPath, instancePath }) => {
      if (keyword === 'pattern') return !schemaPath.includes('propertyNames');
      return keyword !== 'enum' || !wrongType.has(instancePath);
    })
    .map((error) => toProblem(error, input));
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

function toProblem(error: SchemaError, input: unknown): Problem {
  const path = toPath(error.instancePath, input);
  const value = path.reduce<unknown>((node, key) => (node as SchemaNode)?.[key], input);
  const { params } = error;
  switch (error.keyword) {
    case 'required':
      return { path, message: `"${params.missingProperty}" is missing.` };
    case 'additionalProperties': {
      const key = String(params.additionalProperty);
      const known = Object.keys(parentOf(error.schemaPath).properties ?? {});
      const hint = didYouMean(key, known) || ` Known keys: ${known.join(', ')}.`;
      return { path: [...path, key], atKey: true, message: `Unknown key "${key}".${hint}` };
    }
    case 'propertyNames': {
      const key = String(params.propertyName);
      return {
        path: [...path, key],
        atKey: true,
        message: error.schemaPath.includes('targets')
          ? patternMessage(key, PROBE_PATTERN)
          : `${show(key)} is no label name: letters, digits and underscores, no digit first.${use(correctIdentifier(key))}`,
      };
    }
    case 'enum': {
      const allowed = params.allowedValues as unknown[];
      const hint = typeof value === 'string' ? didYouMean(value, allowed.map(String)) : '';
      return { path, message: `${show(value)} is not one of ${allowed.join(', ')}.${hint}` };
    }
    case 'type':
      return { path, message: `${show(value)} is not ${article(String(params.type))}.` };
    case 'pattern':
      return { path, message: patternMessage(String(value), String(params.pattern)) };
    case 'minimum':
    case 'maximum':
      return { path, message: `${show(value)} must be ${params.comparison} ${params.limit}.` };
    case 'minLength':
    case 'minItems':
      return { path, message: 'This must not be empty.' };
    case 'maxLength':
      return { path, message: `This is longer than ${params.limit} characters.` };
    case 'maxItems':
      return { path, message: `This has more than ${params.limit} entries.` };
    case 'uniqueItems':
      return { path, message: `Entries ${params.j} and ${params.i} are the same.` };
    default:
      throw new Error(`schema keyword without a message: ${error.keyword}`);
  }
}

/** A pattern says to people what it means, and what would match it. */
function patternMessage(value: string, pattern: string): string {
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

function use(suggestion: string): string {
  return suggestion === '' ? '' : ` Use "${suggestion}".`;
}

/** JSON pointer → path; indexes become numbers where the input has an array. */
function toPath(pointer: string, input: unknown): Path {
  const path: Path = [];
  let node: unknown = input;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(node) ? Number(key) : key);
    node = (node as SchemaNode | undefined)?.[key];
  }
  return path;
}

/** The schema object that holds the keyword at the end of a `#/…` path. */
function parentOf(schemaPath: string): SchemaNode {
  const parts = schemaPath.split('/').slice(1, -1).map(decodeURIComponent);
  return parts.reduce<SchemaNode>(
    (node, part) => node[part] ?? {},
    specSchema as unknown as SchemaNode,
  );
}

function article(type: string): string {
  return /^[aeio]/.test(type) ? `an ${type}` : `a ${type}`;
}

function show(value: unknown): string {
  // JSON has no infinity, YAML has.
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? 'nothing');
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
