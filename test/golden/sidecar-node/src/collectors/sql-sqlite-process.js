import { readFileSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

const SAMPLE = new URL('../../database/sample.sql', import.meta.url);
const [, , FILE] = process.argv;
/** How long a query waits for another process that is writing. */
const BUSY_MILLISECONDS = 2000;

let database;
let openedFile;

function open() {
  if (FILE) {
    return new DatabaseSync(FILE, { readOnly: true, timeout: BUSY_MILLISECONDS });
  }
  const sample = new DatabaseSync(':memory:');
  sample.exec(readFileSync(SAMPLE, 'utf8'));
  sample.exec('PRAGMA query_only = ON');
  return sample;
}

/** Another file of this name is another database: a backup put in place, a new export. */
function identityOfFile() {
  const status = FILE && statSync(FILE, { bigint: true, throwIfNoEntry: false });
  return status && `${status.dev} ${status.ino}`;
}

function currentDatabase() {
  const file = identityOfFile();
  if (file !== openedFile) {
    database?.close();
    database = undefined;
  }
  // Opened by the first query, and tried again by the next one when that failed.
  database ??= open();
  openedFile = file;
  return database;
}

// Ctrl-C and a signal to the whole process group reach this process too. It ends with the one that
// started it, not before: the scrape that is running needs it.
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {});
}

process.on('message', (sql) => {
  try {
    const statement = currentDatabase().prepare(sql);
    // A whole number beyond 2^53 would be an error otherwise: such numbers are labels, too.
    statement.setReadBigInts(true);
    process.send({ rows: statement.all() });
  } catch (error) {
    process.send({ error: error.message });
  }
});
