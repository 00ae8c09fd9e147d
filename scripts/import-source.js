import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Imports a TypeScript module of this repository, which the oldest supported Node.js cannot do itself. */
export async function importSource(file) {
  const target = path.join(root, '.generated', 'build', `${path.basename(file, '.ts')}.mjs`);
  await build({
    entryPoints: [path.join(root, file)],
    outfile: target,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'error',
  });
  return import(pathToFileURL(target).href);
}
