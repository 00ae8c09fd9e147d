import path from 'node:path';
import type { PostStep } from '../commands/create/run-post-steps.ts';
import { EXIT } from '../exit-codes.ts';
import { type Finding, findingLine } from '../findings.ts';
import type { Plan, PlannedFile } from '../project/plan.ts';
import { sizeOf } from '../project/size.ts';
import type { ExporterSpec } from '../spec/spec.ts';
import { diffText } from './diff.ts';
import type { Io } from './io.ts';
import { type NextSteps, nextJson, nextLines } from './next.ts';
import { seriesEstimate } from './series-estimate.ts';

/** What the main command did, or would do. */
export interface Report {
  command: 'create';
  version: string;
  dryRun: boolean;
  diff: boolean;
  spec: ExporterSpec;
  plan: Plan;
  findings: Finding[];
  next: NextSteps;
  reproduce: string;
  /** Questions were asked, whose answers the command repeats. */
  asked: boolean;
  steps?: PostStep[];
}

/** The report for machines; the shape is public. */
export function jsonReport(report: Report): object {
  const { command, version, dryRun, spec, plan, findings, next, reproduce, steps } = report;
  const failed = steps?.find(({ result }) => result.state === 'failed');
  return {
    ok: failed === undefined,
    command,
    version,
    dryRun,
    project: {
      name: spec.name,
      directory: plan.directory,
      runtime: spec.runtime,
      pattern: spec.pattern,
      targets: spec.targets,
    },
    files: plan.files.map(({ path: file, action, content }) => ({
      path: file,
      action,
      ...sizeOf(content),
    })),
    findings,
    ...nextJson(next),
    reproduce,
    ...(steps && { steps: steps.map(({ name, result }) => ({ name, ...result })) }),
    ...(failed?.result.state === 'failed' && {
      error: {
        code: EXIT.postStep,
        title: `${failed.name} failed`,
        details: [failed.result.output],
      },
    }),
  };
}

/** The report for people. */
export function textReport(report: Report, io: Io): string {
  const { style } = io;
  const { plan, spec } = report;
  const lines = report.dryRun || report.diff ? [...fileLines(report, io), ''] : [];
  const place = path.relative(io.cwd, plan.directory) || '.';
  const written = plan.files.filter(({ action }) => action === 'create' || action === 'overwrite');
  const done = report.dryRun ? 'would be written' : 'written';
  lines.push(
    `${style.green('✔')} ${style.bold(spec.name)}: ${written.length} ${written.length === 1 ? 'file' : 'files'} ${done} to ${style.cyan(place)}${unchanged(plan)}`,
    `  ${spec.runtime} · ${spec.pattern} · ${spec.targets.join(', ') || 'no deployment'}`,
    `  ${seriesEstimate(spec)}`,
  );
  for (const finding of report.findings) {
    lines.push(`${style.yellow('!')} ${findingLine(finding)}`);
  }
  for (const step of report.steps ?? []) lines.push(...stepLines(step, io));
  if (!report.dryRun) {
    lines.push('', style.bold('Next'), ...nextLines(report.next).map((step) => `  ${step}`));
  }
  if (report.asked) {
    const [title, ...command] = sameAgain(report.reproduce);
    lines.push('', style.bold(title!), ...command.map((line) => `  ${line}`));
  }
  lines.push('');
  return lines.join('\n');
}

/** The answers of a person as a command: a title, and lines below it. */
export function sameAgain(reproduce: string): string[] {
  return [
    'The same again, without questions',
    reproduce,
    ...(reproduce.includes('***')
      ? ['*** stands for a password or token that is not shown: put it back.']
      : []),
  ];
}

function unchanged(plan: Plan): string {
  const kept = plan.files.filter(({ action }) => action === 'skip').length;
  const identical = plan.files.filter(({ action }) => action === 'identical').length;
  const parts = [
    kept > 0 ? `${kept} kept` : '',
    identical > 0 ? `${identical} identical` : '',
  ].filter(Boolean);
  return parts.length > 0 ? ` (${parts.join(', ')})` : '';
}

function fileLines({ plan, diff }: Report, io: Io): string[] {
  return plan.files.flatMap((file) => [
    fileLine(file, io),
    ...(diff ? diffText(file, io.style) : []),
  ]);
}

function fileLine({ action, path: file, content }: PlannedFile, { style }: Io): string {
  const color = { create: style.green, overwrite: style.yellow, conflict: style.red };
  const mark = color[action as keyof typeof color] ?? style.dim;
  return `${mark(action.padEnd(9))} ${file} ${style.dim(`${Buffer.byteLength(content)} B`)}`;
}

function stepLines({ name, result }: PostStep, { style }: Io): string[] {
  if (result.state === 'done') {
    return [
      `${style.green('✔')} ${name === 'git' ? 'first commit made' : 'dependencies installed'}`,
    ];
  }
  if (result.state === 'skipped') return [`${style.dim('-')} ${name}: ${result.note}`];
  return [
    `${style.red('✖')} ${name} failed; the files are written and complete`,
    ...result.output.split('\n').map((line) => `    ${line}`),
  ];
}
