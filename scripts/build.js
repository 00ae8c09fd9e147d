// Builds dist/: the program, split so that what a command does not need is not loaded, and the published JSON Schema.
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import './generate.js';
import { chunk } from './chunk.js';
import { importSource } from './import-source.js';
import { licenseNotices } from './licenses.js';
import { refuseUnresolved } from './refuse-unresolved.js';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const dist = path.join(root, 'dist');

/** What help and version are told by, which nothing else may come to. */
const FIRST = ['src/cli/index.ts'];
/** What every command runs, and what every `create` runs besides. */
const ALWAYS = ['src/cli/main.ts', 'src/cli/process-io.ts'];
const CREATE = [
  ...ALWAYS,
  'src/commands/create/create.ts',
  'src/ui/report.ts',
  '.generated/layers/common.js',
];
/** Of these `create` needs a part. */
const LINT = [...ALWAYS, 'src/commands/lint/lint.ts', 'src/ui/lint-report.ts'];
/** What a project has by default; others have most of it, too. */
const OFTEN = ['', 'server', 'application', 'events', 'known-series', 'quantiles', 'server-docker'];
const layersOf = (runtime) =>
  OFTEN.map((part) => `.generated/layers/${[runtime, part].filter(Boolean).join('-')}.js`);
const NODE = [
  ...layersOf('node'),
  '.generated/layers/node-finite.js',
  '.generated/layers/node-labels.js',
  'src/render/package-files.ts',
  'src/project/check/javascript.ts',
];
const PYTHON = [
  ...layersOf('python'),
  '.generated/layers/python-finite.js',
  'src/project/check/python.ts',
];

/** Modules that are imported and never used: the editor among the prompts alone brings in tables of all character encodings. */
const UNUSED = [
  {
    id: /^@inquirer\/(?:editor|expand|number|password|rawlist|search)$/,
    importer: /node_modules[\\/]@?inquirer[\\/]/,
  },
  // Commander can run commands that are programs of their own; loading what starts them takes 3 ms.
  { id: /^node:child_process$/, importer: /node_modules[\\/]commander[\\/]/ },
];

const bundle = await rolldown({
  input: { cli: path.join(root, 'src/cli/index.ts') },
  cwd: root,
  platform: 'node',
  onLog: refuseUnresolved,
  // What help and version need may be asked of it by the rest.
  preserveEntrySignatures: 'allow-extension',
  plugins: [leaveOut(UNUSED), inAscii()],
});
await rm(dist, { recursive: true, force: true });
const { output } = await bundle.write({
  dir: dist,
  // Node.js loads CommonJS sooner: it reads each file at once instead of in turns, and needs no loader for it.
  format: 'cjs',
  minify: true,
  comments: false,
  chunkFileNames: 'chunks/[name]-[hash].js',
  // Few files, since Node.js takes longer to find twenty small ones than to read them.
  codeSplitting: {
    groups: [
      chunk('shared', (has) => has(LINT) && has(CREATE) && !has(FIRST)),
      chunk('create', (has) => has(CREATE) && !has(FIRST)),
      chunk('node', (has) => has(NODE)),
      chunk('python', (has) => has(PYTHON)),
    ],
    includeDependenciesRecursively: false,
  },
});
await bundle.close();
await writeFile(
  path.join(dist, 'third-party-licenses.txt'),
  await licenseNotices(output.flatMap(bundledModules)),
);
// The package is of ES modules; without this Node.js would take the bundle for one.
await writeFile(path.join(dist, 'package.json'), '{ "type": "commonjs" }\n');
const { specSchema } = await importSource('src/spec/schema.ts');
await writeFile(
  path.join(dist, 'exporter.schema.json'),
  `${JSON.stringify(specSchema, null, 2)}\n`,
);

/** The modules of a chunk that something is left of. */
function bundledModules({ modules }) {
  return Object.keys(modules).filter((id) => modules[id].renderedLength > 0);
}

/** V8 keeps a text with signs beyond Latin-1 in twice the memory, and reads it more slowly. All of them stand in literals. */
function inAscii() {
  const escaped = (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return {
    name: 'in ASCII',
    generateBundle: (_, files) => {
      for (const file of Object.values(files)) {
        file.code = file.code.replace(/[^\0-\x7f]/g, escaped);
      }
    },
  };
}

/** Puts an empty module in the place of what some packages import and never use. */
function leaveOut(unused) {
  const EMPTY = '\0left out';
  return {
    name: 'leave out',
    resolveId: (id, importer = '') =>
      unused.some((one) => one.id.test(id) && one.importer.test(importer)) ? EMPTY : null,
    load: (id) => (id === EMPTY ? 'export default undefined;' : null),
  };
}
