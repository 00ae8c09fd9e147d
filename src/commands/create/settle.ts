import { type CreateFlags, flagProblems } from '../../cli/flags.ts';
import { EXIT } from '../../exit-codes.ts';
import { Failure } from '../../failure.ts';
import { defaultNamespace } from '../../spec/name.ts';
import { type CollectorName, METRIC_TYPES, type SpecInput } from '../../spec/schema.ts';
import type { Io } from '../../ui/io.ts';
import { conventionErrors, fieldProblems } from './checks.ts';
import { freeReadings } from './free-readings.ts';
import { type Base, type Draft, draftFromFlags, overlay, readBase, samplesFor } from './input.ts';
import { missingHint, missingOptions } from './missing.ts';
import { type Place, placeOf, placeProblems } from './place.ts';

/** Everything that was settled about one project; `flags` as if all answers had been flags. */
export interface Answered {
  draft: Draft;
  place: Place;
  flags: CreateFlags;
}

/**
 * What is known before anybody is asked.
 * @param asks whether a person will be asked for what is missing
 * @throws Failure (exit 2) with all that is wrong about the flags, and all that is missing if nobody can be asked
 */
export async function readInput(flags: CreateFlags, io: Io, asks: boolean): Promise<Base> {
  const problems = flagProblems(flags);
  const fields = draftFromFlags(flags, problems);
  problems.push(...fieldProblems(fields, problems));
  // A file may have a name of its own; then that of the directory does not count.
  if (flags.spec === undefined) problems.push(...placeProblems(flags, {}, io.cwd));
  if (problems.length > 0) {
    // A file may allow what the conventions forbid, and is not read yet.
    if (flags.spec === undefined) {
      const name = placeOf(flags, fields, io.cwd)?.name ?? '';
      problems.push(...conventionErrors(fields, fields.namespace ?? defaultNamespace(name)));
    }
    const missing = asks ? [] : missingOptions(flags, fields);
    throw new Failure(EXIT.usage, 'The flags cannot be used', [
      ...problems,
      ...missing.map((line) => `Missing: ${line}`),
    ]);
  }
  const base = await readBase(flags, io);
  const draft = overlay(base.draft, fields);
  if (draft.runtime === 'python' && flags.packageManager !== undefined) {
    throw new Failure(EXIT.usage, 'The flags cannot be used', [
      '--package-manager: It installs Node.js projects, and this is a python project, which pip installs. Leave it out.',
    ]);
  }
  return { ...base, fields, draft };
}

/** Leaves out a sample database that we brought, and that nothing would load; see `sampleProblems` of the whole input. */
export function withoutUselessSample(draft: Draft): Draft {
  const { engine = 'sqlite', sample, ...sql } = draft.sql ?? {};
  const isLoaded = engine === 'sqlite' || draft.targets?.includes('compose');
  return sample === undefined || isLoaded ? draft : { ...draft, sql: { engine, ...sql } };
}

/** Takes the default for all that is not given, where defaults were asked for. */
export function withDefaults(flags: CreateFlags, draft: Draft, io: Io): Answered {
  const missing = missingOptions(flags, draft);
  if (missing.length > 0) {
    throw new Failure(EXIT.usage, 'Something is missing and nobody can be asked', [
      ...missing,
      missingHint(flags),
    ]);
  }
  const problems = placeProblems(flags, draft, io.cwd);
  if (problems.length > 0) throw new Failure(EXIT.usage, 'The name cannot be used', problems);
  const place = placeOf(flags, draft, io.cwd)!;
  const records = draft.pattern !== 'sidecar' && !draft.metrics && flags.spec === undefined;
  const sampled = withSamples(
    draft,
    flags.metricTypes ?? (records ? METRIC_TYPES : []),
    place.name,
  );
  return { draft: withReadings(sampled, flags, place.name), place, flags };
}

/** Gives each collector a sample to read where nobody has named metrics; a sidecar without a collector one of its own code. */
export function withReadings(draft: Draft, flags: CreateFlags, name: string): Draft {
  if (!getsReadings(flags, draft)) return draft;
  const byDefault: CollectorName[] = draft.pattern === 'sidecar' ? ['custom'] : [];
  const collectors = draft.collectors?.length ? draft.collectors : byDefault;
  if (collectors.length === 0) return draft;
  const input = { ...draft, version: 1, name, collectors } as SpecInput;
  return overlay(draft, { collectors: [...collectors], ...freeReadings(collectors, input) });
}

/** Whether the metrics that collectors read are samples. A sidecar of sample metrics reads those, and a job nothing. */
export function getsReadings(flags: CreateFlags, { pattern }: Pick<Draft, 'pattern'>): boolean {
  const { spec, preset, metric, metricTypes } = flags;
  if (spec || preset || metric || pattern === 'batch') return false;
  return pattern !== 'sidecar' || !metricTypes;
}

/** Adds the sample metrics of the types asked for. */
export function withSamples(draft: Draft, types: readonly string[], name: string): Draft {
  if (types.length === 0) return draft;
  const namespace = draft.namespace ?? defaultNamespace(name);
  return overlay(draft, { metrics: samplesFor(types, namespace, draft.pattern) });
}
