import { readdir } from 'node:fs/promises';
import path from 'node:path';
import ignore from 'ignore';
import { asFailure } from './disk-failure.ts';
import { readDiskFile } from './disk-file.ts';

/** Never part of a project, whatever its .gitignore says. */
const FOREIGN = new Set(['.git', 'node_modules', '.venv']);

/**
 * Files of a directory that create-exporter does not know: all but those given, what tools install, and what the
 * .gitignore at the top leaves out. Links are listed, never followed.
 */
export async function extraFiles(directory: string, known: ReadonlySet<string>): Promise<string[]> {
  const rules = ignore().add((await readDiskFile(directory, '.gitignore'))?.text ?? '');
  const found: string[] = [];
  const look = async (below: string) => {
    for (const entry of await readdir(path.join(directory, below), { withFileTypes: true })) {
      const file = path.posix.join(below, entry.name);
      if (FOREIGN.has(entry.name) || known.has(file)) continue;
      if (rules.ignores(entry.isDirectory() ? `${file}/` : file)) continue;
      if (entry.isDirectory()) await look(file);
      else found.push(file);
    }
  };
  await look('').catch((error: unknown) => {
    throw asFailure(error, directory);
  });
  return found.sort();
}
