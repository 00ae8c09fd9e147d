import { DatabaseSync } from 'node:sqlite';

let database;

// Ctrl-C reaches this process too. It ends with the one that started it, not before.
process.on('SIGINT', () => {});

process.on('message', ({ id, sql }) => {
  try {
    // Opened by the first query, and tried again by the next one when that failed.
    database ??= new DatabaseSync(process.argv[2], { readOnly: true });
    process.send({ id, rows: database.prepare(sql).all() });
  } catch (error) {
    process.send({ id, error: error.message });
  }
});
