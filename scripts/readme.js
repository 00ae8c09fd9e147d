// Renews the parts of README.md that come from the code: npm run readme
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { importSource } from './import-source.js';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const readme = path.join(root, 'README.md');
const { renewReadme } = await importSource('scripts/readme/tables.ts');
await writeFile(readme, renewReadme(await readFile(readme, 'utf8')));
