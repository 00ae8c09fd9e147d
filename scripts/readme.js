// Renews the parts of README.md and docs/ that come from the code: npm run readme
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { importSource } from './import-source.js';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const { DOCUMENTS, renewDocuments } = await importSource('scripts/readme/tables.ts');
const texts = new Map();
for (const file of DOCUMENTS) texts.set(file, await readFile(path.join(root, file), 'utf8'));
for (const [file, text] of renewDocuments(texts)) await writeFile(path.join(root, file), text);
