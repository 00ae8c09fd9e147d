// Writes .generated/: the compiled templates, the presets and the help. Doing it ahead keeps the parsers of templates and of
// YAML out of the published package's start-up time.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { importSource } from './import-source.js';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const out = path.join(root, '.generated');

async function generateTemplates() {
  const { compileLayers } = await importSource('src/render/compile.ts');
  const layers = await compileLayers(path.join(root, 'templates', 'layers'));
  await mkdir(path.join(out, 'layers'), { recursive: true });
  for (const [name, code] of layers) {
    await writeFile(path.join(out, 'layers', `${name}.js`), code);
  }
  const names = [...layers.keys()].sort();
  await writeFile(
    path.join(out, 'layers.js'),
    `export default {\n${names.map((name) => `  '${name}': () => import('./layers/${name}.js'),`).join('\n')}\n};\n`,
  );
  await writeFile(
    path.join(out, 'layers.d.ts'),
    `import type { CompiledLayer } from '../src/render/compiled.ts';
declare const layers: Record<string, () => Promise<CompiledLayer>>;
export default layers;
`,
  );
}

/** Presets as data: they are fine, so nothing has to read or check them when one is asked for. */
async function generatePresets() {
  const { parseSpec } = await importSource('src/spec/parse.ts');
  const directory = path.join(root, 'templates', 'presets');
  const presets = {};
  for (const file of (await readdir(directory)).sort()) {
    const text = await readFile(path.join(directory, file), 'utf8');
    presets[path.basename(file, '.yaml')] = parseSpec(text, file).input;
  }
  await writeFile(
    path.join(out, 'presets.js'),
    `export default ${JSON.stringify(presets, null, 2)};\n`,
  );
  await writeFile(
    path.join(out, 'presets.d.ts'),
    `import type { SpecInput } from '../src/spec/schema.ts';
declare const presets: Record<string, SpecInput>;
export default presets;
`,
  );
}

/** The help as it is laid out for 80 columns, which is asked for more often than anything else. */
async function generateHelp() {
  const { buildProgram } = await importSource('src/cli/program.ts');
  const help = buildProgram('', () => {}).helpInformation();
  await writeFile(path.join(out, 'help.js'), `export default ${JSON.stringify(help)};\n`);
  await writeFile(
    path.join(out, 'help.d.ts'),
    'declare const help: string;\nexport default help;\n',
  );
}

await rm(out, { recursive: true, force: true });
await mkdir(path.join(out, 'build'), { recursive: true });
await generateTemplates();
await generatePresets();
await generateHelp();
