import { readdir, readFile, readlink } from 'node:fs/promises';
import path from 'node:path';

/** Everything below a directory, as it stands there: path → content, `/` for a directory, `-> …` for a link. */
export async function snapshot(directory: string, below = ''): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const entry of await readdir(path.join(directory, below), { withFileTypes: true })) {
    const name = path.posix.join(below, entry.name);
    const place = path.join(directory, name);
    if (entry.isSymbolicLink()) found[name] = `-> ${await readlink(place)}`;
    else if (entry.isDirectory()) {
      Object.assign(found, { [name]: '/' }, await snapshot(directory, name));
    } else found[name] = await readFile(place, 'latin1');
  }
  return found;
}
