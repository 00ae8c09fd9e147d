{{#if hasSample}}
import { readFileSync } from 'node:fs';
{{/if}}
import { DatabaseSync } from 'node:sqlite';

{{#if hasSample}}
const SAMPLE = new URL('../../database/sample.sql', import.meta.url);

{{/if}}
let database;

{{#if hasSample}}
function open(file) {
  if (file) {
    return new DatabaseSync(file, { readOnly: true });
  }
  const sample = new DatabaseSync(':memory:');
  sample.exec(readFileSync(SAMPLE, 'utf8'));
  return sample;
}

{{/if}}
// Ctrl-C reaches this process too. It ends with the one that started it, not before.
process.on('SIGINT', () => {});

process.on('message', ({ id, sql }) => {
  try {
    // Opened by the first query, and tried again by the next one when that failed.
{{#if hasSample}}
    database ??= open(process.argv[2]);
{{else}}
    database ??= new DatabaseSync(process.argv[2], { readOnly: true });
{{/if}}
    process.send({ id, rows: database.prepare(sql).all() });
  } catch (error) {
    process.send({ id, error: error.message });
  }
});
