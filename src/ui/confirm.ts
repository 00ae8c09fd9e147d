import path from 'node:path';
import type { CreateFlags } from '../cli/flags.ts';
import { versionNotes } from '../commands/create/next-steps.ts';
import { estimateSeries } from '../conventions/index.ts';
import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import { type Finding, findingLine } from '../findings.ts';
import { shortened } from '../listed.ts';
import type { ConflictPolicy } from '../project/choices.ts';
import type { Plan } from '../project/plan.ts';
import type { ExporterSpec } from '../spec/spec.ts';
import { orInterrupted, questionOf } from './ask.ts';
import type { Io } from './io.ts';
import { chooseOne, confirm } from './prompts/choose.ts';
import { sameAgain } from './report.ts';
import { seriesEstimate } from './series-estimate.ts';

/**
 * Shows what is about to be written and asks whether to; asks what to do with files in the way and whether to install,
 * too.
 * @param reproduce the command that repeats the answers so far
 * @returns the flags with these answers
 * @throws Failure (exit 130) if the answer is no, with that command, or on Ctrl-C
 */
export function confirmWrite(
  plan: Plan,
  spec: ExporterSpec,
  findings: Finding[],
  flags: CreateFlags,
  reproduce: string,
  io: Io,
): Promise<CreateFlags> {
  return orInterrupted(async () => {
    io.out(summary(plan, spec, findings, io));
    const onConflict = await askPolicy(plan, flags, reproduce);
    if (flags.dryRun || (onConflict === 'fail' && hasConflicts(plan))) {
      return { ...flags, onConflict };
    }
    const install = flags.install ?? (await confirm(questionOf('install'), false));
    return { ...flags, onConflict, install };
  });
}

async function askPolicy(plan: Plan, flags: CreateFlags, reproduce: string): Promise<string> {
  const inTheWay = plan.files.filter(({ action }) => action === 'conflict');
  if (inTheWay.length > 0 && flags.onConflict === undefined) {
    const names = inTheWay.map(({ path: file }) => file);
    return chooseOne<ConflictPolicy>(`Files in the way: ${shortened(names, 5).join(', ')}`, [
      { value: 'fail', description: 'stop and write nothing' },
      { value: 'skip', description: 'keep yours, write the others' },
      { value: 'overwrite', description: 'replace yours' },
    ]);
  }
  const question = flags.dryRun ? 'Show what would be written?' : 'Write it?';
  if (await confirm(question, true)) return flags.onConflict ?? 'fail';
  const [title, ...command] = sameAgain(reproduce);
  throw new Failure(EXIT.interrupted, 'Stopped; nothing was written', [
    `${title}:`,
    ...command.map((line) => `  ${line}`),
  ]);
}

function hasConflicts(plan: Plan): boolean {
  return plan.files.some(({ action }) => action === 'conflict');
}

/** What is about to be written, and what to know before. */
export function summary(plan: Plan, spec: ExporterSpec, findings: Finding[], io: Io): string {
  const { cwd, style } = io;
  const width = Math.max(0, ...spec.metrics.map(({ name }) => name.length));
  const place = path.relative(cwd, plan.directory) || '.';
  return [
    '',
    `${style.bold(spec.name)} (${spec.runtime}, ${spec.pattern}, namespace ${spec.namespace}): ${plan.files.length} files in ${style.cyan(place)}`,
    ...spec.metrics.map(
      (metric) =>
        `  ${metric.name.padEnd(width)}  ${metric.type.padEnd(9)}  ${style.dim(`${estimateSeries(metric)} series`)}`,
    ),
    `  ${seriesEstimate(spec)}`,
    ...[...findings.map(findingLine), ...versionNotes(spec, io)].map(
      (line) => `${style.yellow('!')} ${line}`,
    ),
    '',
    '',
  ].join('\n');
}
