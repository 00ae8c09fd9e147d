import { withLinesOf } from '../../project/disk-file.ts';
import { blobId, MANIFEST_FILE, manifestText } from '../../project/manifest.ts';
import { type PlannedFile, plannedFile } from '../../project/plan.ts';
import { SPEC_FILE } from '../../project/survey.ts';
import type { PlannedUpdate } from '../../project/update-plan.ts';
import type { LoadedProject } from '../project/load.ts';

/** Every file that an update changes, with the manifest as the last one if it says something new. */
export function writtenFiles(
  project: LoadedProject,
  files: readonly PlannedUpdate[],
  bases: ReadonlyMap<string, string>,
  version: string,
): PlannedFile[] {
  const written: PlannedFile[] = [];
  for (const { path, action, content, existing: found, from, beside } of files) {
    if (from !== undefined) written.push(plannedFile(from, 'delete', '', found));
    const existing = from === undefined ? found : undefined;
    if (action === 'delete') written.push(plannedFile(path, 'delete', '', existing));
    if (content !== undefined) {
      const change = existing === undefined ? 'create' : 'overwrite';
      written.push(plannedFile(path, change, content, existing));
    }
    if (beside?.content !== undefined) {
      written.push(plannedFile(beside.path, 'create', beside.content));
    }
  }
  const manifest = newManifest(project, files, bases, version);
  if (manifest !== undefined) {
    written.push(plannedFile(MANIFEST_FILE, 'overwrite', manifest, project.manifest.text));
  }
  return written;
}

/**
 * What is generated now is what the next update compares with. A file that its owner kept stays unknown, and a conflict
 * that nothing in the project shows stays as it was, so that it is found again and merged from the text it began with.
 * @returns undefined where it says nothing new
 */
function newManifest(
  { spec, tree, files, keptAtCreation, manifest }: LoadedProject,
  planned: readonly PlannedUpdate[],
  bases: ReadonlyMap<string, string>,
  version: string,
): string | undefined {
  const pending = new Map(
    planned.filter((file) => file.pending).map(({ path, from = path }) => [path, from]),
  );
  const standing = new Set(files.filter(({ disk }) => disk).map(({ path }) => path));
  const isKept = (path: string) => keptAtCreation.has(path) && standing.has(path);
  const texts = new Map<string, string>();
  const ids = [...tree].flatMap(([path, text]): [string, string][] => {
    if (isKept(path)) return [];
    const rendered = blobId(text);
    const former = pending.get(path);
    const id = former === undefined ? rendered : manifest.files.get(former);
    if (id === undefined) return [];
    const base = id === rendered ? undefined : bases.get(id);
    if (base !== undefined) texts.set(id, base);
    return [[path, id]];
  });
  const textOf = (known: [string, string][]) =>
    withLinesOf(
      { crlf: manifest.text.includes('\r\n') },
      manifestText(version, spec, known, texts),
    );
  // A comment in exporter.yaml changes nothing that is generated, and leaves no file to commit.
  const formerSpec = manifest.files.get(SPEC_FILE);
  const asBefore = ids.map(([path, id]): [string, string] => [
    path,
    path === SPEC_FILE ? (formerSpec ?? id) : id,
  ]);
  return textOf(asBefore) === manifest.text ? undefined : textOf(ids);
}
