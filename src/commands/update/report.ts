import path from 'node:path';
import type { UpdateFlags } from '../../cli/project-options.ts';
import { EXIT } from '../../exit-codes.ts';
import { findingLine } from '../../findings.ts';
import { SPEC_FILE } from '../../project/survey.ts';
import type { PlannedUpdate, UpdateAction } from '../../project/update-plan.ts';
import { diffText } from '../../ui/diff.ts';
import type { Io } from '../../ui/io.ts';
import { type NextSteps, nextJson, nextLines } from '../../ui/next.ts';
import { nextSteps, targetSteps } from '../create/next-steps.ts';
import type { LoadedProject } from '../project/load.ts';
import { projectJson } from '../project/project-json.ts';
import { specLabel } from '../project/read-spec-file.ts';
import { newFindings } from './new-findings.ts';

/** What an update did, or would do. */
export interface UpdateReport {
  command: 'update' | 'add';
  version: string;
  project: LoadedProject;
  files: PlannedUpdate[];
  /** What else the owner should know, one sentence each. */
  notes: string[];
  flags: UpdateFlags;
  /** Why git could not say whether everything is committed. */
  unguarded: string | undefined;
  /** git has been asked, and can give everything back. */
  isGuarded: boolean;
}

const PAST: Partial<Record<UpdateAction, string>> = {
  create: 'created',
  update: 'updated',
  merge: 'merged with your changes',
  conflict: 'in conflict with your changes',
  delete: 'deleted',
  keep: 'kept',
};

/** The report for machines; the shape is public. */
export function jsonReport(report: UpdateReport, io: Io): object {
  const { command, version, project, files, flags } = report;
  const conflicts = files.filter(({ action }) => action === 'conflict');
  const { notes, ...next } = nextJson(stepsAfter(report, io));
  return {
    ok: conflicts.length === 0,
    command,
    version,
    dryRun: flags.dryRun === true,
    project: projectJson(project),
    files: files.map(
      ({ content: _, existing: __, pending: ___, leftOut: ____, beside, ...file }) => ({
        ...file,
        ...(beside && { beside: beside.path }),
      }),
    ),
    migrations: project.migrations,
    notes: [...report.notes, ...notes],
    findings: project.findings,
    ...next,
    ...(conflicts.length > 0 && {
      error: {
        code: EXIT.conflict,
        title: 'Some files are in conflict with your changes',
        details: conflicts.map(conflictLine),
      },
    }),
  };
}

/** The report for people. */
export function textReport(report: UpdateReport, io: Io): string {
  const { files, flags, project, unguarded } = report;
  const { style } = io;
  const lines = files.flatMap((file) =>
    isSilent(file) ? [] : [fileLine(file, io), ...(flags.diff ? diffLines(file, io) : [])],
  );
  if (lines.length > 0) lines.push('');
  lines.push(...project.migrations.map((title) => `${style.green('✔')} ${title}`));
  lines.push(...report.notes.map((note) => `${style.yellow('!')} ${note}`));
  lines.push(summary(report, io));
  if (report.isGuarded && files.some(({ action }) => action === 'create')) {
    lines.push(`  ${style.dim(newFilesNote(report))}`);
  }
  if (unguarded) {
    lines.push(`  ${style.dim(`${unguarded}: what was changed cannot be taken back by git.`)}`);
  }
  lines.push(...findingLines(report, io));
  const steps = nextLines(stepsAfter(report, io));
  if (steps.length > 0) lines.push('', style.bold('Next'), ...steps.map((step) => `  ${step}`));
  return `${lines.join('\n')}\n`;
}

function summary({ files, flags, project }: UpdateReport, { style, cwd }: Io): string {
  const counts = Object.entries(PAST).map(([action, done]) => {
    const count = files.filter((file) => file.action === action && !isSilent(file)).length;
    return count > 0 ? `${count} ${done}` : '';
  });
  // No line above tells of them.
  const left = files.filter(
    (file) => file.action === 'keep' && isSilent(file) && file.path !== SPEC_FILE,
  ).length;
  if (left > 0) counts.push(`${left} as you left ${left === 1 ? 'it' : 'them'}`);
  const changes = files.some(isChange);
  const hasConflicts = files.some(({ action }) => action === 'conflict');
  const mark = hasConflicts ? style.red('✖') : style.green('✔');
  const place = path.relative(cwd, project.directory) || '.';
  const text = counts.filter(Boolean).join(', ');
  const done = changes || hasConflicts ? text : `up to date${text && ` (${text})`}`;
  const dry = flags.dryRun ? '; nothing was written' : '';
  return `${mark} ${style.bold(project.spec.name)} in ${style.cyan(place)}: ${done}${dry}`;
}

/** What is new to say about exporter.yaml; the rest would hide it. */
function findingLines({ project }: UpdateReport, { style, cwd }: Io): string[] {
  const found = newFindings(project);
  const others = project.findings.length - found.length;
  const file = specLabel(project.directory, cwd);
  const rest = `${others} ${others === 1 ? 'warning' : 'warnings'} as before: create-exporter lint ${file} shows ${others === 1 ? 'it' : 'them'}.`;
  return [
    ...found.map((finding) => `${style.yellow('!')} ${findingLine(finding)}`),
    ...(others > 0 ? [`  ${style.dim(rest)}`] : []),
  ];
}

/**
 * What git says of new files, and how to do without them. The same way back as for every change: git would also take what
 * was added before and is not committed yet, or leave the new files.
 */
function newFilesNote({ files, project, version }: UpdateReport): string {
  const commit = 'git does not know the new files yet: commit them, too.';
  const has = (action: UpdateAction) => files.some((file) => file.action === action);
  // Conflicts are resolved first, and what an older version wrote this one does not write.
  if (has('conflict') || project.manifest.version !== version) return commit;
  const flag = has('merge') ? ' --allow-dirty' : '';
  return `${commit} To take this back, undo it in exporter.yaml and run create-exporter update${flag}.`;
}

function isChange({ action, content }: PlannedUpdate): boolean {
  return content !== undefined || action === 'delete';
}

/** Out of conflicts, else to a running exporter; nothing where nothing was done. */
function stepsAfter({ files, flags, project, unguarded }: UpdateReport, io: Io): NextSteps {
  if (flags.dryRun) return { steps: [], alternatives: [] };
  if (files.some(({ action }) => action === 'conflict')) {
    const commit = unguarded === undefined ? ', commit' : '';
    const versions = files.some(
      ({ path, action }) => path === 'package.json' && action === 'conflict',
    );
    const install = versions ? ', run npm install, so that package-lock.json agrees' : '';
    return {
      steps: [`# Resolve the conflicts${install}${commit}, then run create-exporter update.`],
      alternatives: [],
    };
  }
  const changed = files.filter(isChange);
  if (changed.length === 0) return { steps: [], alternatives: [] };
  const install = changed.some((file) => /^(package.*\.json|requirements.*\.txt)$/.test(file.path));
  const { targets: before } = project.manifest.spec;
  const added = project.spec.targets.filter(
    (target) => Array.isArray(before) && !before.includes(target),
  );
  return {
    steps: nextSteps(project.spec, project.directory, { install: !install }, io),
    alternatives: targetSteps(project.spec, added),
  };
}

function isSilent({ action, reason }: PlannedUpdate): boolean {
  return action === 'identical' || (action === 'keep' && !reason);
}

/** What is written to a file, and what is not, since it is its owner's. */
function diffLines(file: PlannedUpdate, { style }: Io): string[] {
  const { content = '', leftOut } = file;
  const changes = [...(isChange(file) ? [{ content }] : []), ...(leftOut ? [leftOut] : [])];
  return changes.flatMap((change) => diffText({ ...file, ...change, action: 'overwrite' }, style));
}

function fileLine(file: PlannedUpdate, { style }: Io): string {
  const color = { create: style.green, conflict: style.red, delete: style.red };
  const mark = color[file.action as keyof typeof color] ?? style.yellow;
  const line = file.action === 'conflict' ? conflictLine(file) : file.path;
  const reason = file.action !== 'conflict' && file.reason ? `: ${file.reason}` : '';
  return `${mark(file.action.padEnd(8))} ${line}${reason}`;
}

function conflictLine({ path: file, reason, beside, content }: PlannedUpdate): string {
  const where = beside
    ? `; the new text is in ${beside.path}`
    : content === undefined
      ? ''
      : '; conflict markers show where';
  return `${file}: ${reason}${where}`;
}
