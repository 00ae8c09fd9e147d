import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { getSystemErrorMessage } from 'node:util';
import { MOST_ROWS, NO_RESULT, QueryError } from './sql-error.js';

const [, , FILE] = process.argv;
/** How long a query waits for another process that is writing. */
const BUSY_MILLISECONDS = 2000;

/** SQLite's result codes; the higher bits of a code are details. */
const RESULT = 0xff;
const WRONG_STATEMENT = 1;
const READ_ONLY = 8;
const CANNOT_OPEN = 14;
const TOO_BIG = 18;
const MISMATCH = 20;
/** What may follow the one statement. */
const NOT_A_STATEMENT = /[\s;]|--.*|\/\*[\s\S]*?(?:\*\/|$)/g;
/**
 * Where the header of a database file tells its mode, and the value that means write-ahead logging.
 */
const WAL = { offset: 18, value: 2 };
const WAL_REFUSED = [
  'the database is in WAL mode, which needs the permission to write in its directory:',
  'set PRAGMA journal_mode = DELETE, or read a copy made with VACUUM INTO',
].join(' ');

let database;
let openedFile;

/** Another file of this name is another database: a backup put in place, a new export. */
function identityOfFile() {
  try {
    const { dev, ino } = statSync(FILE, { bigint: true });
    return `${dev} ${ino}`;
  } catch {
    // SQLite will say so, too.
    return undefined;
  }
}

function currentDatabase() {
  const file = identityOfFile();
  if (file !== openedFile) {
    database?.close();
    database = undefined;
  }
  // Opened by the first query, and tried again by the next one when that failed.
  database ??= new DatabaseSync(FILE, { readOnly: true, timeout: BUSY_MILLISECONDS });
  openedFile = file;
  return database;
}

/** The one statement of a text, if it is one that gives rows. */
function prepare(sql) {
  if (!hasStatement(sql)) {
    throw new QueryError(NO_RESULT);
  }
  const statement = currentDatabase().prepare(sql);
  if (hasStatement(sql.slice(statement.sourceSQL.length))) {
    throw new QueryError('there is more than one statement');
  }
  if (statement.columns().length === 0) {
    throw new QueryError(NO_RESULT);
  }
  // A whole number beyond 2^53 would be an error otherwise: such numbers are labels, too.
  statement.setReadBigInts(true);
  return statement;
}

function readRows(statement) {
  const rows = [];
  for (const row of statement.iterate()) {
    rows.push(row);
    if (rows.length > MOST_ROWS) {
      break;
    }
  }
  return rows;
}

function hasStatement(sql) {
  return sql.replace(NOT_A_STATEMENT, '') !== '';
}

/**
 * Whether the statement is the reason; otherwise there is something the matter with the database.
 */
function isOfQuery(error) {
  // A statement that writes has the plain code.
  return (
    error instanceof QueryError ||
    error.errcode === READ_ONLY ||
    [WRONG_STATEMENT, TOO_BIG, MISMATCH].includes(error.errcode & RESULT)
  );
}

/**
 * SQLite's own words name no file and do not tell why, for example "unable to open database file".
 */
function reasonOf({ errcode, message }) {
  const isRefused = errcode === CANNOT_OPEN || (errcode & RESULT) === READ_ONLY;
  const reason = (isRefused && refusal()) || message;
  return `${FILE}: ${reason}`;
}

/** Why the file cannot be opened, if it is the file that is to blame. */
function refusal() {
  try {
    const file = openSync(FILE);
    try {
      const header = Buffer.alloc(1);
      readSync(file, header, { position: WAL.offset });
      return header[0] === WAL.value ? WAL_REFUSED : undefined;
    } finally {
      closeSync(file);
    }
  } catch ({ errno }) {
    return getSystemErrorMessage(errno);
  }
}

// Ctrl-C and a signal to the whole process group reach this process too. It ends with the one that
// started it, not before: the scrape that is running needs it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {});
}

process.on('message', (sql) => {
  try {
    process.send({ rows: readRows(prepare(sql)) });
  } catch (error) {
    if (isOfQuery(error)) {
      process.send({ error: error.message, kind: 'query' });
    } else {
      process.send({ error: reasonOf(error), kind: database ? 'database' : 'connect' });
    }
  }
});
