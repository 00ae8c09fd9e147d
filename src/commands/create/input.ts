import { createReadStream } from 'node:fs';
import path from 'node:path';
import type { CreateFlags } from '../../cli/flags.ts';
import { Failure } from '../../failure.ts';
import { parseDefinition } from '../../spec/metric-definition.ts';
import type { SpecSource } from '../../spec/parse.ts';
import type { PresetName } from '../../spec/preset-names.ts';
import { inNamespace, readPreset } from '../../spec/presets.ts';
import { readSpecText, unreadable } from '../../spec/read.ts';
import { sampleMetrics } from '../../spec/sample-metrics.ts';
import {
  METRIC_TYPES,
  type MetricInput,
  type MetricType,
  type Pattern,
  type SpecInput,
} from '../../spec/schema.ts';
import type { Io } from '../../ui/io.ts';
import { settingsFromFlags } from './settings.ts';

/** exporter.yaml as far as it is known: from a file, a preset, flags and answers, in this order. */
export type Draft = Partial<SpecInput>;

/** Where the draft began. */
export interface Base {
  draft: Draft;
  /** The file of `--spec`, for messages that point into it and for keeping its comments. */
  source?: SpecSource;
  /** The preset it began with. */
  preset?: { name: string; input: Draft };
  /** What flags set on top of it. */
  fields?: Draft;
  /** The file stands as it is, and what it does not have is added to it. */
  adds?: true;
}

/** @throws Failure (exit 2) if the file of `--spec` cannot be read or used */
export async function readBase(flags: CreateFlags, io: Io): Promise<Base> {
  if (flags.preset !== undefined) {
    const preset = await readPreset(flags.preset as PresetName);
    const { namespace = preset.namespace! } = flags;
    const { name: _, ...draft } = inNamespace(preset, namespace);
    return { draft, preset: { name: flags.preset, input: draft } };
  }
  if (flags.spec === undefined) return { draft: {} };
  const fromStdin = flags.spec === '-';
  const text = fromStdin
    ? await readSpecText(io.stdin(), '<stdin>')
    : await readSpecFile(flags.spec, io.cwd);
  // Loads the YAML parser, which nothing else needs.
  const { parseSpec } = await import('../../spec/parse.ts');
  // A name may be missing: a flag, the directory or an answer gives it.
  const source = parseSpec(text, fromStdin ? '<stdin>' : flags.spec, { name: false });
  return { draft: source.input, source };
}

async function readSpecFile(file: string, cwd: string): Promise<string> {
  try {
    return await readSpecText(createReadStream(path.resolve(cwd, file)), file);
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw unreadable(file, error, 'Give the path of an exporter.yaml, or - for standard input.');
  }
}

/** The fields that flags set, on top of nothing. */
export function draftFromFlags(flags: CreateFlags, problems: string[]): Draft {
  const own: MetricInput[] = [];
  for (const definition of flags.metric ?? []) {
    try {
      own.push(parseDefinition(definition));
    } catch (error) {
      problems.push(`--metric: ${(error as Error).message}`);
    }
  }
  const { name, runtime, pattern, collector, target, namespace, description, client } = flags;
  const given = {
    name,
    runtime,
    pattern,
    collectors: collector && [...new Set(collector)],
    ...settingsFromFlags(flags, problems),
    targets: target && [...new Set(target)].filter((word) => word !== 'none'),
    namespace,
    description,
    client,
    port: portNumber(flags.port, problems),
    metrics: own.length > 0 ? own : undefined,
  };
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as Draft;
}

/** Lays fields over a draft; metrics are added to those that are there, settings are laid over them one by one. */
export function overlay(draft: Draft, fields: Draft): Draft {
  const metrics = [...(draft.metrics ?? []), ...(fields.metrics ?? [])];
  const settings = Object.entries(fields)
    .filter(([, value]) => isSettings(value))
    .map(([field, value]) => [field, Object.assign({}, draft[field as keyof Draft], value)]);
  return {
    ...draft,
    ...fields,
    ...Object.fromEntries(settings),
    ...(metrics.length > 0 && { metrics }),
  };
}

/** Whether a field is a group of settings, such as those of a collector. */
export function isSettings(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The sample metrics that `--metric-types` asks for; needs the namespace, so it comes after the name. */
export function samplesFor(
  types: readonly string[],
  namespace: string,
  pattern?: Pattern,
): MetricInput[] {
  return sampleMetrics(
    METRIC_TYPES.filter((type) => types.includes(type)) as MetricType[],
    namespace,
    pattern,
  );
}

/** The number that a flag or an answer says; whether it is a port is checked with all other fields. */
export function portNumber(port: string | undefined, problems: string[]): number | undefined {
  if (port === undefined) return undefined;
  if (/^\d+$/.test(port)) return Number(port);
  problems.push(`--port: "${port}" is not a whole number from 1 to 65535.`);
  return undefined;
}
