import { existsSync } from 'node:fs';
import path from 'node:path';

/** What Windows takes for programs where PATHEXT is not set. */
const EXTENSIONS = '.COM;.EXE;.BAT;.CMD';

/** From a drive or a server on: neither below the directory that one is in nor on its drive. */
const WHOLE_PATH = /^(?:[a-z]:[\\/]|\\\\)/i;

/**
 * The file to run for the name of a program, or undefined if there is none. Windows looks into the directory that the
 * program is to run in before it looks into PATH, and a `git.exe` lying in somebody's project must not be run: there the
 * whole paths of PATH are gone through here. Elsewhere the system does so by itself, and the name stays.
 */
export function findProgram(
  name: string,
  env: Record<string, string | undefined>,
  platform: NodeJS.Platform = process.platform,
  exists: (file: string) => boolean = existsSync,
): string | undefined {
  if (platform !== 'win32' || /[\\/]/.test(name)) return name;
  const folders = (variable(env, 'PATH') ?? '')
    .split(';')
    .map((folder) => folder.replaceAll('"', ''))
    .filter((folder) => WHOLE_PATH.test(folder));
  const extensions = (variable(env, 'PATHEXT') || EXTENSIONS).split(';').filter(Boolean);
  return folders
    .flatMap((folder) => extensions.map((extension) => path.win32.join(folder, name + extension)))
    .find(exists);
}

/** As `findProgram`. @throws Error (ENOENT, as where the system does not find it) */
export function programPath(name: string, env: Record<string, string | undefined>): string {
  const file = findProgram(name, env);
  if (file === undefined)
    throw Object.assign(new Error(`spawn ${name} ENOENT`), { code: 'ENOENT' });
  return file;
}

/** A variable of the environment; on Windows `Path` is one with `PATH`. */
function variable(env: Record<string, string | undefined>, name: string): string | undefined {
  return Object.entries(env).find(([key]) => key.toUpperCase() === name)?.[1];
}
