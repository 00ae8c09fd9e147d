// Builds dist/: one bundle, split so that what a command does not need is not loaded, and the published JSON Schema.
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import './generate.js';
import { importSource } from './import-source.js';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const dist = path.join(root, 'dist');

await rm(dist, { recursive: true, force: true });
await build({
  entryPoints: { cli: path.join(root, 'src/cli/index.ts') },
  outdir: dist,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minify: true,
  legalComments: 'none',
  chunkNames: 'chunks/[name]-[hash]',
  logLevel: 'error',
  // Prompts that are never shown: the editor alone brings in tables of all character encodings.
  plugins: [leaveOut('@inquirer/editor')],
  banner: {
    // Some bundled packages are CommonJS and require Node's own modules.
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
});
const { specSchema } = await importSource('src/spec/schema.ts');
await writeFile(
  path.join(dist, 'exporter.schema.json'),
  `${JSON.stringify(specSchema, null, 2)}\n`,
);

/** Puts an empty module in the place of a package, for what imports it and never uses it. */
function leaveOut(name) {
  return {
    name: `leave out ${name}`,
    setup({ onResolve, onLoad }) {
      onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: name, namespace: 'left-out' }));
      onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({
        contents: 'export default undefined;',
      }));
    },
  };
}
