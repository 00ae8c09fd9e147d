import path from 'node:path';
import { ADDABLE, type AddFlags } from '../../cli/project-options.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { Failure } from '../../failure.ts';
import { parseDefinition } from '../../spec/metric-definition.ts';
import { didYouMean } from '../../spec/nearest.ts';
import { COLLECTOR_DEFAULTS, resolveSpec } from '../../spec/resolve.ts';
import {
  COLLECTORS,
  type CollectorName,
  type MetricInput,
  type SpecInput,
  TARGETS,
  type Target,
} from '../../spec/schema.ts';
import { sourceOf } from '../../spec/sources.ts';
import { unreadMetric } from '../../spec/whole.ts';
import type { Io } from '../../ui/io.ts';
import { freeReadings } from '../create/free-readings.ts';
import { update } from '../update/update.ts';

type Edit = (input: SpecInput, notes: string[]) => SpecInput;

/** Adds metrics, targets or collectors to exporter.yaml, whose comments and order stay, and updates the project. */
export async function add(given: AddFlags, io: Io, version: string): Promise<ExitCode> {
  const flags = { ...given, ...separated(given) };
  const edit = editFor(flags);
  return update('add', flags, io, version, edit);
}

/** Values with what commas join taken apart; a last one that begins like a path is the project, as for `update`. */
function separated({ what, values, directory }: AddFlags): Pick<AddFlags, 'values' | 'directory'> {
  const last = values.at(-1)!;
  const isPlace = directory === undefined && values.length > 1 && isPath(last);
  const named = isPlace ? values.slice(0, -1) : values;
  const place = isPlace ? last : directory;
  return {
    // Definitions of metrics have commas of their own.
    values:
      what === 'metric'
        ? named
        : named.flatMap((value) => value.split(',')).map((word) => word.trim()),
    ...(place !== undefined && { directory: place }),
  };
}

/** What begins like a path, `C:\` of Windows too: nothing that can be added does. */
function isPath(word: string): boolean {
  return /^\.\.?(?:[\\/]|$)/.test(word) || path.win32.isAbsolute(word);
}

/** @throws Failure (exit 2) naming every value that cannot be added */
function editFor({ what, values }: AddFlags): Edit {
  switch (what as (typeof ADDABLE)[number]) {
    case 'metric':
      return addMetrics(values);
    case 'target':
      refuseUnknown('target', values, TARGETS);
      return (input) => addTargets(input, values as Target[]);
    case 'collector':
      refuseUnknown('collector', values, COLLECTORS);
      return (input, notes) => addCollectors(input, values as CollectorName[], notes);
    default:
      throw new Failure(EXIT.usage, `"${what}" cannot be added`, [
        `Add one of ${ADDABLE.join(', ')}.${didYouMean(what, ADDABLE)}`,
      ]);
  }
}

function addMetrics(definitions: string[]): Edit {
  const problems: string[] = [];
  const added = definitions.flatMap((definition) => {
    try {
      return [parseDefinition(definition)];
    } catch (error) {
      problems.push((error as Error).message);
      return [];
    }
  });
  refuse('metric', problems);
  return (input) => {
    refuseUnread(added, input);
    return { ...input, metrics: [...(input.metrics ?? []), ...added] };
  };
}

/** A definition has no place for a query or an expression. */
function refuseUnread(metrics: MetricInput[], input: SpecInput): void {
  const problems = metrics.flatMap((metric) => unreadMetric(metric, input));
  if (problems.length === 0) return;
  refuse('metric', [
    ...problems,
    'Such a key cannot be given here: write the metric in exporter.yaml, then run "npx create-exporter update".',
  ]);
}

function addTargets(input: SpecInput, targets: Target[]): SpecInput {
  const before = resolveSpec(input).targets;
  const added = targets.filter((target) => !before.includes(target));
  if (added.length === 0) return input;
  return { ...input, targets: [...new Set([...(input.targets ?? before), ...added])] };
}

const { 'http-probe': probe, 'json-api': document, log } = COLLECTOR_DEFAULTS;

/** What a collector reads where nothing else is said: written down, so that it is found and changed. */
const PLACES = {
  'http-probe': { targets: probe.targets },
  'json-api': { url: document.url },
  log: { file: log.file },
};

/** A collector that reads metrics of the spec and has none gets a sample, as in a new project. */
function addCollectors(input: SpecInput, names: CollectorName[], notes: string[]): SpecInput {
  const { collectors, pattern } = resolveSpec(input);
  const added = [...new Set(names)].filter((name) => !collectors.includes(name));
  if (added.length === 0) return input;
  // Refused as a whole when the spec is checked; there is nothing else to tell.
  if (pattern === 'batch') return { ...input, collectors: added };
  const read = new Set(input.metrics?.map(sourceOf));
  const bare = added.filter((name) => !read.has(name as ReturnType<typeof sourceOf>));
  const withAdded = { ...input, collectors: [...(input.collectors ?? []), ...added] };
  const { metrics = [], sql } = freeReadings(bare, withAdded);
  const places = Object.entries(PLACES).filter(
    ([name]) => added.includes(name as CollectorName) && !input[name as keyof typeof PLACES],
  );
  for (const [name, settings] of places) {
    const [key] = Object.keys(settings);
    notes.push(
      `The collector ${name} reads an example: change "${key}" under "${name}" in exporter.yaml to what you want to read.`,
    );
  }
  for (const metric of metrics) {
    notes.push(
      `${metric.name} was added as a sample for the collector ${sourceOf(metric)}: change it in exporter.yaml to what you want to read.`,
    );
  }
  return {
    ...withAdded,
    ...Object.fromEntries(places),
    ...(sql && !input.sql && { sql }),
    ...(metrics.length > 0 && { metrics: [...(input.metrics ?? []), ...metrics] }),
  };
}

function refuseUnknown(what: string, values: string[], known: readonly string[]): void {
  const problems = values
    .filter((value) => !known.includes(value))
    .map((value) => `"${value}" is not one of ${known.join(', ')}.${didYouMean(value, known)}`);
  refuse(what, problems);
}

function refuse(what: string, problems: string[]): void {
  if (problems.length === 0) return;
  throw new Failure(EXIT.usage, `The ${what} cannot be added`, problems);
}
