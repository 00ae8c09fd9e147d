import { createHash } from 'node:crypto';
import type { FileTree } from '../render/render.ts';
import type { ExporterSpec } from '../spec/spec.ts';

export const MANIFEST_FILE = '.create-exporter.json';

/** What create-exporter knows later about a project it made. */
export interface Manifest {
  /** Version of create-exporter that wrote the files. */
  version: string;
  spec: ExporterSpec;
  /** Path → git blob id of the content as it was written. */
  files: Record<string, string>;
}

/** The manifest of a rendered tree, as text. */
export function manifestFor(version: string, spec: ExporterSpec, files: FileTree): string {
  const manifest: Manifest = {
    version,
    spec,
    files: Object.fromEntries([...files].map(([file, content]) => [file, blobId(content)])),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** The id git gives a blob with this content (`git hash-object`), so the text can be found in the project's own objects. */
export function blobId(content: string): string {
  const bytes = Buffer.from(content);
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
