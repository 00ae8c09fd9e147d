import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'rolldown';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Imports a TypeScript module of this repository, which the oldest supported Node.js cannot do itself. */
export async function importSource(file) {
  const target = path.join(root, '.generated', 'build', `${path.basename(file, '.ts')}.mjs`);
  await build({
    input: path.join(root, file),
    cwd: root,
    platform: 'node',
    // Packages stay where they are; what begins with # or . is ours, and so is what was found already.
    external: (id, _, isResolved) => !isResolved && !/^[#.]/.test(id) && !path.isAbsolute(id),
    output: { file: target, format: 'esm', codeSplitting: false },
  });
  return import(pathToFileURL(target).href);
}
