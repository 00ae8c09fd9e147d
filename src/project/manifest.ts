import { createHash } from 'node:crypto';
import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import { shortened } from '../listed.ts';
import type { ExporterSpec } from '../spec/spec.ts';
import type { ConflictPolicy } from './choices.ts';
import { type Plan, planCreate } from './plan.ts';

export const MANIFEST_FILE = '.create-exporter.json';

/** What create-exporter knows later about a project it made. */
interface Manifest {
  /** Version of create-exporter that wrote the files. */
  version: string;
  spec: ExporterSpec;
  /** Path → git blob id of the content as it was rendered. */
  files: Record<string, string>;
  /** Blob id → text that an open conflict is merged from once it is resolved, where the spec does not give it any more. */
  texts?: Record<string, string>;
}

/**
 * The manifest of a project made from a spec.
 * @param files path → blob id of the content as it was rendered
 * @param texts blob id → text
 */
export function manifestText(
  version: string,
  spec: ExporterSpec,
  files: Iterable<[path: string, id: string]>,
  texts: ReadonlyMap<string, string> = new Map(),
): string {
  const manifest: Manifest = {
    ...{ version, spec, files: Object.fromEntries(files) },
    ...(texts.size > 0 && { texts: Object.fromEntries(texts) }),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/**
 * Adds the manifest to a plan. It lists what is ours after the write: a file that is kept is its owner's. The manifest
 * itself is never kept, or it would tell of another project than the one written around it.
 */
export function withManifest(
  plan: Plan,
  version: string,
  spec: ExporterSpec,
  policy: ConflictPolicy,
): Plan {
  const ours = plan.files.filter(({ action }) => action !== 'skip');
  const text = manifestText(
    version,
    spec,
    ours.map((file) => [file.path, blobId(file.content)]),
  );
  const { files } = planCreate(
    plan.directory,
    new Map([[MANIFEST_FILE, text]]),
    policy === 'skip' ? 'overwrite' : policy,
  );
  return { ...plan, files: [...plan.files, ...files] };
}

/** @throws Failure (exit 4) naming the files in the way, if the policy left any */
export function refuseConflicts(plan: Plan): void {
  const inTheWay = plan.files.filter((file) => file.action === 'conflict');
  if (inTheWay.length === 0) return;
  const isProject = plan.files.some(
    ({ path, action }) => path === MANIFEST_FILE && action !== 'create',
  );
  throw new Failure(EXIT.conflict, `${plan.directory} has files in the way; nothing was written`, [
    ...shortened(inTheWay.map((file) => file.path)),
    isProject
      ? 'It is a project: run create-exporter update there, which keeps what you changed, or choose another directory.'
      : 'Choose another directory, or --on-conflict skip to keep them, or --on-conflict overwrite to replace them.',
  ]);
}

/** Whether a plan replaces files of a project that was generated before. */
export function replacesProject({ files }: Plan): boolean {
  const isProject = files.some(({ path, action }) => path === MANIFEST_FILE && action !== 'create');
  return (
    isProject && files.some(({ path, action }) => path !== MANIFEST_FILE && action === 'overwrite')
  );
}

/**
 * A project keeps its record: one written anew would call what is kept its owner's, so that no update looks at it again.
 * @throws Failure (exit 4) where a plan keeps files of a project and tells of another state than its manifest
 */
export function refuseFalseRecord({ directory, files }: Plan): void {
  const changes = files.some(
    ({ path, action }) => path === MANIFEST_FILE && action === 'overwrite',
  );
  const kept = files.filter(({ action }) => action === 'skip').map(({ path }) => path);
  if (!changes || kept.length === 0) return;
  throw new Failure(EXIT.conflict, `${directory} is a project already; nothing was written`, [
    `Files would be kept (${kept.slice(0, 3).join(', ')}${kept.length > 3 ? ', …' : ''}), and no update would bring them up to date any more.`,
    'Run create-exporter update there: it changes what is generated and keeps what you changed.',
  ]);
}

/** The id git gives a blob with this content (`git hash-object`), so the text can be found in the project's own objects. */
export function blobId(content: string | Uint8Array): string {
  const header = `blob ${Buffer.byteLength(content)}\0`;
  return createHash('sha1').update(header).update(content).digest('hex');
}
