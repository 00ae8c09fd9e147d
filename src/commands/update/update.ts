import type { UpdateFlags } from '../../cli/project-options.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { Failure } from '../../failure.ts';
import { baseTexts } from '../../project/base-texts.ts';
import { refuseDirty, refuseUnmerged } from '../../project/git-status.ts';
import { MANIFEST_FILE } from '../../project/manifest.ts';
import { keptAsOwn, ownPaths } from '../../project/own-code.ts';
import { LEFT_OVER, leftovers } from '../../project/stage.ts';
import { SPEC_FILE } from '../../project/survey.ts';
import { neededBases, type PlannedUpdate, planUpdate } from '../../project/update-plan.ts';
import { ownCode } from '../../render/own-code.ts';
import type { SpecInput } from '../../spec/schema.ts';
import type { Io } from '../../ui/io.ts';
import { writePlan } from '../create/write.ts';
import { loadProject } from '../project/load.ts';
import { deadQueries } from './dead-queries.ts';
import { leftToDo } from './left-to-do.ts';
import { jsonReport, textReport, type UpdateReport } from './report.ts';
import { writtenFiles } from './written-files.ts';

/**
 * Generates a project anew from its exporter.yaml: what its owner has not touched is replaced, what both sides changed
 * is merged, and everything else stays.
 * @param edit changes exporter.yaml first, and notes what its owner should know; then both are written together or not at all
 */
export async function update(
  command: UpdateReport['command'],
  flags: UpdateFlags,
  io: Io,
  version: string,
  edit?: (input: SpecInput, notes: string[]) => SpecInput,
): Promise<ExitCode> {
  if (flags.json && flags.diff) {
    throw new Failure(EXIT.usage, 'The flags cannot be used', [
      '--json and --diff exclude each other: differences are for people.',
    ]);
  }
  const notes: string[] = [];
  const withNotes = edit && ((input: SpecInput) => edit(input, notes));
  const project = await loadProject(flags.directory, io, version, withNotes);
  const { directory, before, manifest, spec } = project;
  const places = ownCode(spec);
  const own = keptAsOwn(project.files, places);
  const atHand = [...(before?.values() ?? []), ...manifest.texts];
  const bases = await baseTexts(neededBases(project.files, own), atHand, directory, io.signal);
  const files = await planUpdate(project.files, {
    directory,
    bases,
    own,
    examples: ownPaths(places),
    signal: io.signal,
  });
  notes.push(
    ...(await leftToDo(project, files, places)),
    ...deadQueries(project, files),
    ...leftovers(directory).map((folder) => `${folder}: ${LEFT_OVER}`),
  );
  const written = writtenFiles(project, files, bases, version);
  let unguarded: string | undefined;
  let isGuarded = false;
  if (written.length > 0 && !flags.dryRun) {
    await refuseUnmerged(directory, io.signal);
    if (!flags.allowDirty) {
      const paths = written.map((file) => file.path);
      unguarded = await refuseDirty(directory, paths, {
        harmless: harmless(files),
        advice: adviceFor(files),
        signal: io.signal,
      });
      isGuarded = unguarded === undefined;
    }
    await writePlan({ directory, exists: true, files: written }, io);
  }
  const report: UpdateReport = {
    command,
    version,
    project,
    files,
    notes,
    flags,
    unguarded,
    isGuarded,
  };
  const hasConflicts = files.some(({ action }) => action === 'conflict');
  if (flags.json) io.out(`${JSON.stringify(jsonReport(report, io))}\n`);
  else if (!flags.quiet || hasConflicts) io.out(textReport(report, io));
  return hasConflicts ? EXIT.conflict : EXIT.done;
}

/**
 * What is as it was generated has nothing of its owner's in it, and exporter.yaml is what people edit right before. While
 * conflicts are open everything waits for them.
 */
function harmless(files: readonly PlannedUpdate[]): ReadonlySet<string> {
  if (files.some(({ pending }) => pending)) return new Set([SPEC_FILE]);
  const untouched = files.filter(({ action }) => action === 'update' || action === 'delete');
  return new Set([...untouched.map(({ path }) => path), SPEC_FILE, MANIFEST_FILE]);
}

/** What is in conflict since an earlier update is not for a commit yet. */
function adviceFor(files: readonly PlannedUpdate[]): string {
  const open = files.filter(({ pending }) => pending);
  const first = open.map(({ path, reason }) => `${path}: ${reason}.`).join(' ');
  return open.length > 0
    ? `Resolve the conflicts of the last update first. ${first} Then commit.`
    : 'Commit or stash them first, so that git can give everything back, or add --allow-dirty.';
}
