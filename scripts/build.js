// Builds dist/: one bundle, split so that what a command does not need is not loaded, and the published JSON Schema.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import './generate.js';
import { importSource } from './import-source.js';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const dist = path.join(root, 'dist');
const target = 'node20.19';

const { outputFiles } = await build({
  entryPoints: { cli: path.join(root, 'src/cli/index.ts') },
  outdir: dist,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target,
  minify: true,
  legalComments: 'none',
  chunkNames: 'chunks/[name]-[hash]',
  logLevel: 'error',
  write: false,
  // Prompts that are never shown: the editor alone brings in tables of all character encodings.
  plugins: [leaveOut('@inquirer/editor')],
});
await rm(dist, { recursive: true, force: true });
for (const { path: file, text } of outputFiles) {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, await asCommonJs(text));
}
// The package is of ES modules; without this Node.js would take the bundle for one.
await writeFile(path.join(dist, 'package.json'), '{ "type": "commonjs" }\n');
const { specSchema } = await importSource('src/spec/schema.ts');
await writeFile(
  path.join(dist, 'exporter.schema.json'),
  `${JSON.stringify(specSchema, null, 2)}\n`,
);

/**
 * esbuild splits ES modules alone, and Node.js loads CommonJS sooner: it reads each file at once instead of in turns, and
 * needs no loader for it.
 */
async function asCommonJs(code) {
  const { code: commonJs } = await transform(code, {
    format: 'cjs',
    platform: 'node',
    target,
    minify: true,
    supported: { 'dynamic-import': false },
    logLevel: 'error',
  });
  return commonJs;
}

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
