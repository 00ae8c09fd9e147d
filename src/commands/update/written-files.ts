import { withLinesOf } from '../../project/disk-file.ts';
import { MANIFEST_FILE, manifestText } from '../../project/manifest.ts';
import { type PlannedFile, plannedFile } from '../../project/plan.ts';
import type { PlannedUpdate } from '../../project/update-plan.ts';
import type { LoadedProject } from '../project/load.ts';

/** Every file that an update changes, with the manifest as the last one if it says something new. */
export function writtenFiles(
  project: LoadedProject,
  files: readonly PlannedUpdate[],
  version: string,
): PlannedFile[] {
  const written: PlannedFile[] = [];
  for (const { path, action, content, existing, beside } of files) {
    if (action === 'delete') written.push(plannedFile(path, 'delete', '', existing));
    if (content !== undefined) {
      const change = existing === undefined ? 'create' : 'overwrite';
      written.push(plannedFile(path, change, content, existing));
    }
    if (beside?.content !== undefined) {
      written.push(plannedFile(beside.path, 'create', beside.content));
    }
  }
  const { text: former } = project.manifest;
  const manifest = withLinesOf({ crlf: former.includes('\r\n') }, newManifest(project, version));
  if (manifest !== former) {
    written.push(plannedFile(MANIFEST_FILE, 'overwrite', manifest, former));
  }
  return written;
}

/** What is generated now is what the next update compares with; a file that its owner kept stays unknown. */
function newManifest(
  { spec, tree, files, keptAtCreation }: LoadedProject,
  version: string,
): string {
  const standing = new Set(files.filter(({ disk }) => disk).map(({ path }) => path));
  const isKept = (path: string) => keptAtCreation.has(path) && standing.has(path);
  return manifestText(
    version,
    spec,
    [...tree].filter(([path]) => !isKept(path)),
  );
}
