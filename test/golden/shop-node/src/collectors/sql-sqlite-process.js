import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

const SAMPLE = new URL('../../database/sample.sql', import.meta.url);
const [, , FILE] = process.argv;
/** How long a query waits for another process that is writing. */
const BUSY_MILLISECONDS = 2000;

const WRONG_STATEMENT = 1;
const CANNOT_OPEN = 14;
const READ_ONLY = 8;
/** Where the header of a database file tells its mode, and how it tells write-ahead logging. */
const WAL = { offset: 18, value: 2 };
const WAL_REFUSED = [
  'the database is in WAL mode, which needs the permission to write in its directory:',
  'set PRAGMA journal_mode = DELETE, or read a copy made with VACUUM INTO',
].join(' ');

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

/** Whether the statement is the reason; otherwise there is something the matter with the database. */
function isOfQuery({ errcode }) {
  // A statement that writes has the plain code.
  return errcode === WRONG_STATEMENT || errcode === READ_ONLY;
}

/** SQLite's own words do not tell why, for example "attempt to write a readonly database". */
function reasonOf(error) {
  const { errcode, message } = error;
  const isRefused =
    errcode === CANNOT_OPEN || (!isOfQuery(error) && (errcode & 0xff) === READ_ONLY);
  return isRefused && isInWalMode() ? WAL_REFUSED : message;
}

function isInWalMode() {
  try {
    const file = openSync(FILE);
    try {
      const header = Buffer.alloc(1);
      readSync(file, header, { position: WAL.offset });
      return header[0] === WAL.value;
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
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
    process.send({ error: reasonOf(error), isOfQuery: isOfQuery(error) });
  }
});
