import type { CreateFlags } from '../../cli/flags.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import type { Finding } from '../../findings.ts';
import { checkSyntax } from '../../project/check/index.ts';
import type { ConflictPolicy } from '../../project/choices.ts';
import {
  refuseConflicts,
  refuseFalseRecord,
  replacesProject,
  withManifest,
} from '../../project/manifest.ts';
import { type Plan, planCreate } from '../../project/plan.ts';
import { refuseMixture } from '../../project/refuse-mixture.ts';
import { renderWhole } from '../../render/render.ts';
import { resolveSpec } from '../../spec/resolve.ts';
import type { SpecInput } from '../../spec/schema.ts';
import type { ExporterSpec } from '../../spec/spec.ts';
import { specText } from '../../spec/spec-text.ts';
import type { Io } from '../../ui/io.ts';
import type { Report } from '../../ui/report.ts';
import { lintFor, refuseProblems } from './checks.ts';
import type { Base } from './input.ts';
import { nextSteps, samplesNote, targetSteps, workflowsNote } from './next-steps.ts';
import { reproduceCommand } from './reproduce.ts';
import { type PostStep, runPostSteps } from './run-post-steps.ts';
import { type Answered, readInput, withDefaults, withoutUselessSample } from './settle.ts';
import { writePlan } from './write.ts';

/** The main job: flags, file and answers → one spec → files → disk → git and install. */
export async function create(
  flags: CreateFlags,
  io: Io,
  version: string,
): Promise<{ report: Report; exitCode: ExitCode }> {
  const asks = asksPeople(flags, io);
  const base = await readInput(flags, io, asks);
  let answered = asks
    ? await (await import('../../ui/ask.ts')).askForMissing(flags, base.draft, io)
    : withDefaults(flags, base.draft, io);
  // Only now all is known that decides about it, and one that a file brings is its author's.
  if (!base.source) answered = { ...answered, draft: withoutUselessSample(answered.draft) };
  const input = { version: 1, ...answered.draft, name: answered.place.name } as SpecInput;
  refuseProblems(input, base);
  const spec = resolveSpec(input);
  const findings = lintFor(input, spec, base);
  const { files: tree, settled } = await renderWhole(spec);
  await checkSyntax(tree, settled);
  tree.set('exporter.yaml', await specFile(spec, input, base));
  const planWith = (policy: ConflictPolicy) =>
    withManifest(planCreate(answered.place.directory, tree, policy), version, spec, policy);
  let plan = planWith(policyOf(flags));
  refuseMixture(plan, spec);
  if (asks) {
    const { confirmWrite } = await import('../../ui/confirm.ts');
    const reproduce = reproduceCommand(answered, io);
    const answers = await confirmWrite(plan, spec, findings, answered.flags, reproduce, io);
    plan = planWith(policyOf(answers));
    answered = { ...answered, flags: answers };
  }
  refuseConflicts(plan);
  refuseFalseRecord(plan);
  const reportWith = (steps?: PostStep[]) =>
    // Whoever was asked has read the findings above the question.
    reportFor(plan, spec, asks ? [] : findings, answered, flags, io, version, steps);
  if (flags.dryRun) return { report: reportWith(), exitCode: EXIT.done };
  if (replacesProject(plan)) {
    const { refuseUncommitted } = await import('./refuse-uncommitted.ts');
    await refuseUncommitted(plan, io);
  }
  await writePlan(plan, io);
  const { steps, failed } = await runPostSteps(plan, spec, answered.flags, io);
  return { report: reportWith(steps), exitCode: failed ? EXIT.postStep : EXIT.done };
}

/** With --json nothing but one object may reach standard output, so there is no place for a question. */
function asksPeople({ yes, json }: CreateFlags, io: Io): boolean {
  // Asked last: it takes the streams, which are made then.
  return !yes && !json && io.interactive;
}

/** The text of exporter.yaml; a file that was given keeps its comments. */
async function specFile(spec: ExporterSpec, input: SpecInput, { source }: Base): Promise<string> {
  if (!source) return specText(spec);
  const { editedText } = await import('../../spec/edited-text.ts');
  return editedText(source, input);
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
  steps: PostStep[] | undefined,
): Report {
  const hasFailed = steps?.some(
    ({ name, result }) => name === 'install' && result.state === 'failed',
  );
  return {
    command: 'create',
    version,
    dryRun: flags.dryRun === true,
    diff: flags.diff === true,
    spec,
    plan,
    findings,
    next: {
      steps: [
        ...nextSteps(spec, plan.directory, answered.flags, io, hasFailed),
        ...samplesNote(spec, answered.flags),
        ...workflowsNote(plan.directory, io),
      ],
      // An image is only for those who ask for more than the default.
      alternatives: targetSteps(
        spec,
        spec.targets.filter((target) => target !== 'docker'),
      ),
    },
    reproduce: reproduceCommand(answered, io),
    asked: asksPeople(flags, io),
    ...(steps && { steps }),
  };
}
