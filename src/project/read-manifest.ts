import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import { shortened } from '../listed.ts';
import { readFailure } from './disk-failure.ts';
import { isObject } from './json-object.ts';
import { MANIFEST_FILE } from './manifest.ts';
import { hasConflictMarkers } from './merge/text.ts';
import { unsafePath, whatStands } from './safe-path.ts';
import { SPEC_FILE } from './survey.ts';
import { compareVersions, isVersion } from './version.ts';

/** A manifest as it was found: anybody may have edited it, so nothing in it is taken for granted. */
export interface FoundManifest {
  version: string;
  /** Not validated; see `formerSpec`. */
  spec: Record<string, unknown>;
  /** Safe path → git blob id. */
  files: Map<string, string>;
  /** Texts that open conflicts are to be merged from. */
  texts: string[];
  text: string;
}

/** Of a directory that is full of projects not all are named. */
const MOST_NAMED = 3;

const BLOB_ID = /^[0-9a-f]{40}$/;

/**
 * Reads the manifest of a project.
 * @param version of this create-exporter, which reads manifests of its own version and of older ones
 * @throws Failure (exit 2) if there is none or it cannot be used
 */
export function readManifest(directory: string, version: string): FoundManifest {
  const text = readText(directory);
  const content = parse(text, directory);
  const problems = [...problemsOf(content)];
  if (problems.length > 0) throw unusable(directory, problems.slice(0, 10));
  const manifest = content as {
    version: string;
    spec: Record<string, unknown>;
    files: object;
    texts?: object;
  };
  if (compareVersions(manifest.version, version) > 0) {
    throw new Failure(
      EXIT.usage,
      `${directory} was made by create-exporter ${manifest.version}, which is newer`,
      [`This is ${version}. Use create-exporter@${manifest.version} or a newer one.`],
    );
  }
  return {
    version: manifest.version,
    spec: manifest.spec,
    files: new Map(Object.entries(manifest.files)),
    texts: Object.values(manifest.texts ?? {}),
    text,
  };
}

function readText(directory: string): string {
  const place = path.join(directory, MANIFEST_FILE);
  try {
    const { kind } = whatStands(directory, MANIFEST_FILE);
    if (kind === 'file') return readFileSync(place, 'utf8');
    if (kind !== 'nothing') {
      throw unusable(directory, [`It is ${kind === 'link' ? 'a symbolic link' : 'no file'}.`]);
    }
  } catch (error) {
    throw readFailure(error, directory);
  }
  if (whatStands(directory, SPEC_FILE).kind === 'file') {
    const below = projectsBelow(directory);
    throw new Failure(EXIT.usage, `${directory} has no ${MANIFEST_FILE}`, [
      ...(below.length > 0 ? below : ['If the project lies elsewhere, name its directory.']),
      `If this is its directory, the file was deleted. It tells what was written, and an update needs it: take it back from version control, such as with git checkout -- ${MANIFEST_FILE}.`,
    ]);
  }
  throw new Failure(EXIT.usage, `${directory} is no project of create-exporter`, [
    ...projectAround(directory),
    `There is no ${MANIFEST_FILE} in it, which tells what was written. Name the directory of a project, or make one with create-exporter <directory>.`,
  ]);
}

/** What to say in a directory of a project, such as its src. */
export function projectAround(directory: string): string[] {
  for (let at = directory; path.dirname(at) !== at; ) {
    at = path.dirname(at);
    if (isProject(at)) return [`It lies in a project, ${at}: go there, or name that directory.`];
  }
  return [];
}

/** What to say beside an exporter.yaml that a project in a directory of its own was made from. */
function projectsBelow(directory: string): string[] {
  const found = foldersOf(directory).filter((name) => isProject(path.join(directory, name)));
  if (found.length === 0) return [];
  const names = shortened(found, MOST_NAMED).join(', ');
  return [`There is a project in ${names}: go there, or name that directory.`];
}

function foldersOf(directory: string): string[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  } catch {
    // Whoever may use a directory may not list it for that.
    return [];
  }
}

function isProject(directory: string): boolean {
  try {
    return whatStands(directory, MANIFEST_FILE).kind === 'file';
  } catch {
    // What cannot be read is nobody's project here.
    return false;
  }
}

function parse(text: string, directory: string): unknown {
  if (hasConflictMarkers(text)) {
    throw new Failure(EXIT.usage, `${path.join(directory, MANIFEST_FILE)} is in conflict`, [
      'Two branches changed what the project is generated from. Nothing in this file is to be joined by hand:',
      '1. In exporter.yaml, keep what both branches added.',
      `2. git checkout --ours ${MANIFEST_FILE}`,
      '3. Resolve the other files, or take those of your branch with git checkout --ours: they are generated again.',
      '4. git add --all, git commit, create-exporter update',
    ]);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unusable(directory, [`It is not JSON: ${(error as Error).message}.`]);
  }
}

/** One sentence for each thing that is not as create-exporter writes it. */
function* problemsOf(content: unknown): Generator<string> {
  if (!isObject(content)) {
    yield 'It is not an object.';
    return;
  }
  const { version, spec, files, texts = {} } = content;
  if (!isVersion(version)) yield '"version" is not a version such as 1.2.3.';
  if (!isObject(spec)) yield '"spec" is not an object.';
  if (!isObject(files)) {
    yield '"files" is not an object.';
    return;
  }
  if (!isObject(texts) || Object.values(texts).some((text) => typeof text !== 'string')) {
    yield '"texts" is not an object of texts.';
  }
  const seen = new Map<string, string>();
  for (const [file, id] of Object.entries(files)) {
    const reason = file === MANIFEST_FILE ? 'it is the manifest itself' : unsafePath(file);
    if (reason) yield `"files" has the path ${JSON.stringify(file)}: ${reason}.`;
    const other = seen.get(file.toLowerCase());
    if (other !== undefined) yield `"files" has ${other} and ${file}, which differ by case alone.`;
    seen.set(file.toLowerCase(), file);
    if (typeof id !== 'string' || !BLOB_ID.test(id)) {
      yield `"files" has no blob id for ${JSON.stringify(file)}.`;
    }
  }
}

function unusable(directory: string, details: string[]): Failure {
  return new Failure(EXIT.usage, `${path.join(directory, MANIFEST_FILE)} cannot be used`, [
    ...details,
    'Take it back from version control: it is written by create-exporter alone.',
  ]);
}
