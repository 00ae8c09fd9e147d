import path from 'node:path';
import type { Finding } from '../../findings.ts';
import { migrate, movesSince } from '../../migrations/index.ts';
import { formerSpec } from '../../project/base-texts.ts';
import { checkSyntax } from '../../project/check/index.ts';
import { movesByName } from '../../project/moves-by-name.ts';
import { type FoundManifest, readManifest } from '../../project/read-manifest.ts';
import { SPEC_FILE, type SurveyedFile, survey } from '../../project/survey.ts';
import { type FileTree, render, renderWhole } from '../../render/render.ts';
import { editedText } from '../../spec/edited-text.ts';
import { parseSpec, type SpecSource } from '../../spec/parse.ts';
import { resolveSpec } from '../../spec/resolve.ts';
import type { SpecInput } from '../../spec/schema.ts';
import type { ExporterSpec } from '../../spec/spec.ts';
import type { Io } from '../../ui/io.ts';
import { lintFor, refuseProblems } from '../create/checks.ts';
import type { Base } from '../create/input.ts';
import { readSpecFile, specLabel } from './read-spec-file.ts';

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
  /** The spec in the manifest and its files; undefined if this version cannot read it. */
  former: ExporterSpec | undefined;
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
  edit?: (input: SpecInput) => SpecInput,
): Promise<LoadedProject> {
  const directory = path.resolve(io.cwd, where ?? '.');
  const manifest = readManifest(directory, version);
  const specFile = readSpecFile(directory);
  const label = specLabel(directory, io.cwd);
  const { text: migrated, done: migrations } = migrate(specFile.text, manifest.version);
  const standing = parseSpec(migrated, label);
  const source = edit ? withEdit(standing, edit, label) : standing;
  const spec = resolveSpec(source.input);
  const findings = lintFor(source.input, spec, { draft: source.input, source });
  const { files: tree, settled } = await renderWhole(spec);
  await checkSyntax(tree, settled);
  tree.set(SPEC_FILE, source.text);
  const former = formerSpec(manifest);
  const before = former && (await render(former));
  const keptAtCreation = new Set(
    manifest.version === version
      ? [...(before?.keys() ?? [])].filter((file) => !manifest.files.has(file))
      : [],
  );
  const files = survey({
    directory,
    recorded: manifest.files,
    tree,
    specFile,
    keptAtCreation,
    moves: new Map([...movesByName(tree.keys(), former, spec), ...movesSince(manifest.version)]),
  });
  return {
    directory,
    manifest,
    spec,
    findings,
    migrations,
    tree,
    former,
    before,
    files,
    keptAtCreation,
  };
}

/**
 * The file with what is added to it. What is wrong about that is told as such: no line of the file has it yet.
 * @throws Failure (exit 2) on what cannot be added
 */
function withEdit(
  standing: SpecSource,
  edit: (input: SpecInput) => SpecInput,
  label: string,
): SpecSource {
  const input = edit(standing.input);
  const base: Base = { draft: input, source: standing, adds: true };
  refuseProblems(input, base);
  lintFor(input, resolveSpec(input), base);
  return parseSpec(editedText(standing, input), label);
}
