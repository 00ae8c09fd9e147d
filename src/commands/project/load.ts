import path from 'node:path';
import { EXIT, Failure } from '../../failure.ts';
import type { Finding } from '../../findings.ts';
import { migrate } from '../../migrations/index.ts';
import { renderManifest } from '../../project/base-texts.ts';
import { checkSyntax } from '../../project/check/index.ts';
import { asFailure } from '../../project/disk-failure.ts';
import { type DiskFile, readDiskFile } from '../../project/disk-file.ts';
import { type FoundManifest, readManifest } from '../../project/read-manifest.ts';
import { SPEC_FILE, type SurveyedFile, survey } from '../../project/survey.ts';
import { type FileTree, render } from '../../render/render.ts';
import { parseSpec, type SpecSource } from '../../spec/parse.ts';
import { resolveSpec } from '../../spec/resolve.ts';
import type { ExporterSpec } from '../../spec/spec.ts';
import type { Io } from '../../ui/io.ts';
import { lintFor } from '../create/checks.ts';

/** A project as it stands there, held against what would be generated from its exporter.yaml now. */
export interface LoadedProject {
  directory: string;
  manifest: FoundManifest;
  spec: ExporterSpec;
  findings: Finding[];
  /** What was done to bring an exporter.yaml of an older version up to date. */
  migrations: string[];
  /** What would be generated now, exporter.yaml included. */
  tree: FileTree;
  /** The files of the spec in the manifest; undefined if this version cannot read it. */
  before: FileTree | undefined;
  files: SurveyedFile[];
  /** Files that stood there when the project was made and were kept. */
  keptAtCreation: ReadonlySet<string>;
}

/**
 * Reads a project. Writes nothing.
 * @param edit changes exporter.yaml before anything is generated from it
 * @throws Failure (exit 2) if there is no project, or its manifest or exporter.yaml cannot be used
 */
export async function loadProject(
  where: string | undefined,
  io: Pick<Io, 'cwd'>,
  version: string,
  edit?: (source: SpecSource) => string,
): Promise<LoadedProject> {
  const directory = path.resolve(io.cwd, where ?? '.');
  const manifest = await readManifest(directory, version);
  const { text: former } = await readSpecFile(directory);
  const label = path.join(path.relative(io.cwd, directory), SPEC_FILE);
  const { text: migrated, done: migrations } = migrate(former, manifest.version);
  const text = edit ? edit(parseSpec(migrated, label)) : migrated;
  const source = parseSpec(text, label);
  const spec = resolveSpec(source.input);
  const findings = lintFor(spec, { draft: source.input, source });
  const tree = await render(spec);
  tree.set(SPEC_FILE, text);
  await checkSyntax(tree);
  const before = await renderManifest(manifest);
  const keptAtCreation = new Set(
    manifest.version === version
      ? [...(before?.keys() ?? [])].filter((file) => !manifest.files.has(file))
      : [],
  );
  const files = await survey({ directory, recorded: manifest.files, tree, keptAtCreation });
  return {
    directory,
    manifest,
    spec,
    findings,
    migrations,
    tree,
    before,
    files,
    keptAtCreation,
  };
}

async function readSpecFile(directory: string): Promise<DiskFile & { text: string }> {
  const place = path.join(directory, SPEC_FILE);
  let file: DiskFile | undefined;
  try {
    file = await readDiskFile(directory, SPEC_FILE);
  } catch (error) {
    throw asFailure(error, directory);
  }
  const { text } = file ?? {};
  if (file && text !== undefined) return { ...file, text };
  const reason =
    file === undefined
      ? 'There is no such file, and the project is generated from it. Take it back from version control.'
      : file.blocked === 'link'
        ? 'It is a symbolic link, and links are not followed. Put the file itself there.'
        : 'It is no UTF-8 text file.';
  throw new Failure(EXIT.usage, `${place} cannot be used`, [reason]);
}
