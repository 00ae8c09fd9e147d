import { readdir } from 'node:fs/promises';
import path from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { readFailure } from './disk-failure.ts';
import { readDiskFile } from './disk-file.ts';
import { MANIFEST_FILE } from './manifest.ts';
import { STAGE } from './stage.ts';
import type { SurveyedFile } from './survey.ts';

/** Never part of a project, whatever its .gitignore says. */
const FOREIGN = new Set(['.git', 'node_modules', '.venv']);
const RULES_FILE = '.gitignore';

/** The paths of a project that create-exporter knows, with those that files move from. */
export function knownPaths(files: readonly Pick<SurveyedFile, 'path' | 'from'>[]): Set<string> {
  return new Set([...files.flatMap(({ path: file, from = file }) => [file, from]), MANIFEST_FILE]);
}

/** What a .gitignore says of the paths below its folder. */
interface Rules {
  folder: string;
  rules: Ignore;
}

/**
 * Files of a directory that create-exporter does not know: all but those given, what tools install, and what a .gitignore
 * leaves out, be it at the top or in a folder. Links are listed, never followed, and so are folders that cannot be read.
 * @throws Failure (exit 2) if the directory itself cannot be read
 */
export async function extraFiles(directory: string, known: ReadonlySet<string>): Promise<string[]> {
  const found: string[] = [];
  const look = async (below: string, outer: readonly Rules[]) => {
    const entries = await readdir(path.join(directory, below), { withFileTypes: true });
    const hasRules = entries.some((entry) => entry.name === RULES_FILE && entry.isFile());
    const all = hasRules ? [rulesOf(directory, below), ...outer] : outer;
    for (const entry of entries) {
      const file = path.posix.join(below, entry.name);
      if (FOREIGN.has(entry.name) || STAGE.test(entry.name) || known.has(file)) continue;
      if (isIgnored(entry.isDirectory() ? `${file}/` : file, all)) continue;
      if (!entry.isDirectory()) found.push(file);
      else await look(file, all).catch(() => found.push(`${file}/`));
    }
  };
  await look('', []).catch((error: unknown) => {
    throw readFailure(error, directory);
  });
  return found.sort();
}

function rulesOf(directory: string, folder: string): Rules {
  const file = readDiskFile(directory, path.posix.join(folder, RULES_FILE));
  return { folder, rules: ignore().add(file?.text ?? '') };
}

/** @param all the rules of the folders around it, the innermost first, which decide */
function isIgnored(file: string, all: readonly Rules[]): boolean {
  for (const { folder, rules } of all) {
    const { ignored, unignored } = rules.test(file.slice(folder === '' ? 0 : folder.length + 1));
    if (ignored || unignored) return ignored;
  }
  return false;
}
