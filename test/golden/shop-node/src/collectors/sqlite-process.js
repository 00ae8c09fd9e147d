import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

const SAMPLE = new URL('../../database/sample.sql', import.meta.url);

let database;

function open(file) {
  if (file) {
    return new DatabaseSync(file, { readOnly: true });
  }
  const sample = new DatabaseSync(':memory:');
  sample.exec(readFileSync(SAMPLE, 'utf8'));
  return sample;
}

// Ctrl-C reaches this process too. It ends with the one that started it, not before.
process.on('SIGINT', () => {});

process.on('message', ({ id, sql }) => {
  try {
    // Opened by the first query, and tried again by the next one when that failed.
    database ??= open(process.argv[2]);
    process.send({ id, rows: database.prepare(sql).all() });
  } catch (error) {
    process.send({ id, error: error.message });
  }
});
