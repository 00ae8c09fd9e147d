import { type CreateFlags, flagProblems } from '../../cli/flags.ts';
import { lintSpec } from '../../conventions/index.ts';
import { EXIT, type ExitCode, Failure } from '../../failure.ts';
import { type Finding, findingLine } from '../../findings.ts';
import { checkSyntax } from '../../project/check/index.ts';
import { MANIFEST_FILE, manifestFor } from '../../project/manifest.ts';
import { type ConflictPolicy, type Plan, planCreate, refuseConflicts } from '../../project/plan.ts';
import { render } from '../../render/render.ts';
import { defaultNamespace } from '../../spec/name.ts';
import { problemsOf } from '../../spec/parse.ts';
import { resolveSpec } from '../../spec/resolve.ts';
import { METRIC_TYPES, type SpecInput } from '../../spec/schema.ts';
import { editedText, specText } from '../../spec/document.ts';
import type { ExporterSpec } from '../../spec/spec.ts';
import { pathText } from '../../spec/validate.ts';
import type { Io } from '../../ui/io.ts';
import type { Report } from '../../ui/report.ts';
import { type Base, type Draft, draftFromFlags, overlay, readBase, samplesFor } from './input.ts';
import { missingOptions } from './missing.ts';
import { type Place, placeOf } from './place.ts';
import { nextSteps } from './next-steps.ts';
import { reproduceCommand } from './reproduce.ts';
import { runPostSteps } from './run-post-steps.ts';
import { writePlan } from './write.ts';

/** The main job: flags, file and answers → one spec → files → disk → git and install. */
export async function create(
  flags: CreateFlags,
  io: Io,
  version: string,
): Promise<{ report: Report; exitCode: ExitCode }> {
  const asks = io.interactive && !flags.yes && !flags.json && !flags.quiet;
  const base = await readInput(flags, io);
  const answered = asks
    ? await (await import('../../ui/ask.ts')).askForMissing(flags, base.draft, io)
    : withDefaults(flags, base.draft, io);
  const input = { version: 1, ...answered.draft, name: answered.place.name } as SpecInput;
  refuseProblems(input, base);
  const spec = resolveSpec(input);
  const findings = lintFor(spec, base);
  const tree = await render(spec);
  tree.set('exporter.yaml', base.source ? editedText(base.source, input) : specText(spec));
  tree.set(MANIFEST_FILE, manifestFor(version, spec, tree));
  await checkSyntax(tree);
  let plan = await planCreate(answered.place.directory, tree, policyOf(flags));
  if (asks) {
    const { confirmWrite } = await import('../../ui/confirm.ts');
    const policy = await confirmWrite(plan, spec, findings, flags, io);
    plan = await planCreate(answered.place.directory, tree, policy);
  }
  refuseConflicts(plan);
  const report = reportFor(plan, spec, findings, answered, flags, io, version);
  if (flags.dryRun) return { report, exitCode: EXIT.done };
  await writePlan(plan);
  const steps = await runPostSteps(plan, spec, answered.flags, io);
  return { report: { ...report, ...steps }, exitCode: steps.failed ? EXIT.postStep : EXIT.done };
}

/** What is known before anybody is asked. */
async function readInput(flags: CreateFlags, io: Io): Promise<Base> {
  const problems = flagProblems(flags);
  const fields = draftFromFlags(flags, problems);
  placeOf(flags, {}, io.cwd, problems);
  if (problems.length > 0) throw new Failure(EXIT.usage, 'The flags cannot be used', problems);
  const base = await readBase(flags, io);
  return { ...base, draft: overlay(base.draft, fields) };
}

/** Everything that was settled about one project; `flags` as if all answers had been flags. */
export interface Answered {
  draft: Draft;
  place: Place;
  flags: CreateFlags;
}

function withDefaults(flags: CreateFlags, draft: Draft, io: Io): Answered {
  const missing = flags.yes ? missingOptions(flags, draft).filter(isName) : missingOptions(flags, draft);
  if (missing.length > 0) {
    throw new Failure(EXIT.usage, 'Something is missing and nobody can be asked', [
      ...missing,
      flags.yes ? 'There is no default for a name.' : 'Or add --yes to take the default for all that is not given.',
    ]);
  }
  const problems: string[] = [];
  const place = placeOf(flags, draft, io.cwd, problems)!;
  if (problems.length > 0) throw new Failure(EXIT.usage, 'The name cannot be used', problems);
  const wanted = flags.metricTypes ?? (draft.metrics ? [] : flags.spec === undefined ? METRIC_TYPES : []);
  return { draft: withSamples(draft, wanted, place.name), place, flags };
}

/** Adds the sample metrics of the types asked for. */
export function withSamples(draft: Draft, types: readonly string[], name: string): Draft {
  if (types.length === 0) return draft;
  const namespace = draft.namespace ?? defaultNamespace(name);
  return overlay(draft, { metrics: samplesFor(types, namespace) });
}

function isName(line: string): boolean {
  return line.startsWith('[directory]');
}

function refuseProblems(input: SpecInput, { source }: Base): void {
  const problems = problemsOf(input);
  if (problems.length === 0) return;
  throw new Failure(
    EXIT.usage,
    'The input cannot be used',
    problems.map(({ path: where, message }) => {
      const place = source ? `${source.locate(where)}: ` : '';
      return `${place}${pathText(where)}: ${message}`;
    }),
  );
}

/** @throws Failure (exit 2) if a convention of level error is broken */
function lintFor(spec: ExporterSpec, { source }: Base): Finding[] {
  const findings = lintSpec(spec).map((finding) => {
    const index = spec.metrics.findIndex((metric) => metric.name === finding.subject);
    return source && index >= 0
      ? { ...finding, location: source.locate(['metrics', index, 'name']) }
      : finding;
  });
  const errors = findings.filter((finding) => finding.level === 'error');
  if (errors.length === 0) return findings;
  throw new Failure(EXIT.usage, 'The metrics break conventions', [
    ...errors.map(findingLine),
    'Correct them, or allow a rule in exporter.yaml with its reason: allow: { rule-id: why }.',
  ]);
}

function policyOf(flags: CreateFlags): ConflictPolicy {
  return (flags.onConflict ?? 'fail') as ConflictPolicy;
}

function reportFor(
  plan: Plan,
  spec: ExporterSpec,
  findings: Finding[],
  answered: Answered,
  flags: CreateFlags,
  io: Io,
  version: string,
): Report {
  return {
    command: 'create',
    version,
    dryRun: flags.dryRun === true,
    diff: flags.diff === true,
    spec,
    plan,
    findings,
    nextSteps: nextSteps(spec, plan.directory, answered.flags, io),
    reproduce: reproduceCommand(answered, io.cwd),
  };
}
