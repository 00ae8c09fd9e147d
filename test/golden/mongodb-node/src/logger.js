export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'];
export const LOG_FORMATS = ['logfmt', 'json'];

const SECRET_WORD =
  'pass(?:word|wd|phrase)|(?<![a-z])pass(?![a-z])|secret|token|api[-_]?key|authorization';
const SECRET_FIELD = new RegExp(SECRET_WORD, 'i');
const WORD = /[^\s"']+/g;
/**
 * In a word that is cut after its last `@`: passwords hold `/` and `@` too. Digits before a slash
 * are a port.
 */
const URL_PASSWORD = /(\w:\/\/[^:/]*:)(?!\d+\/).*@$/;
const BCRYPT_HASH = /\$2[abxy]?\$\d\d\$[./A-Za-z0-9]{20,}/g;
const AUTHORIZATION = /\b((?:basic|bearer) +)[\w.~+/=-]{4,}/gi;
/** Quotes may be escaped: JSON within JSON. A quote that is never closed holds the rest. */
const VALUE = [
  String.raw`\\".*?(?:\\"|$)`,
  String.raw`"(?:[^"\\]|\\.)*"?`,
  String.raw`'(?:[^'\\]|\\.)*'?`,
  String.raw`[^\s,;&]+`,
].join('|');
/**
 * What stands before the word does not matter: `DB_PASSWORD`, `clientSecret`. Servers that say
 * "(using password: YES)" tell no secret.
 */
const SECRET_PAIR = new RegExp(
  String.raw`((?:${SECRET_WORD})[\w-]{0,64}\\?["']?\s*[=:]\s*)(?!(?:yes|no)\))(?:(?:basic|bearer|digest|token) +)?(?:${VALUE})`,
  'gis',
);
// JSON.stringify leaves these as they are, but terminals and log collectors break lines at them.
const UNESCAPED_CONTROLS = /[\u007f-\u009f\u2028\u2029]/g;

/**
 * @typedef {Record<'debug' | 'info' | 'warn' | 'error',
 *   (message: string, fields?: Record<string, unknown>) => void>} Logger
 */

/**
 * A logger that writes one line per entry whatever the message holds, with secrets masked.
 *
 * @param {object} [options]
 * @param {string} [options.level] entries below it are dropped
 * @param {string} [options.format] `logfmt` or `json`
 * @param {{ write: (line: string) => unknown }} [options.stream]
 * @returns {Logger}
 */
export function createLogger({ level = 'info', format = 'logfmt', stream = standardError() } = {}) {
  const encode = format === 'json' ? encodeJson : encodeLogfmt;
  const lowest = LOG_LEVELS.indexOf(level);
  const logger = {};
  for (const [rank, name] of LOG_LEVELS.entries()) {
    logger[name] = (message, fields = {}) => {
      if (rank >= lowest) {
        const entry = { time: new Date().toISOString(), level: name, msg: message, ...fields };
        stream.write(`${encode(maskEntry(entry))}\n`);
      }
    };
  }
  return logger;
}

/** A log that nobody can read any more is no reason to end, nor to log that. */
function standardError() {
  process.stderr.on('error', () => {});
  return process.stderr;
}

function maskEntry(entry) {
  return Object.fromEntries(
    Object.entries(entry).map(([name, value]) => [name, maskValue(maskMember(name, value))]),
  );
}

function maskValue(value) {
  if (value === null || ['number', 'boolean', 'undefined'].includes(typeof value)) {
    return value;
  }
  return maskSecrets(toText(value));
}

/**
 * Hides passwords in URLs, password hashes, credentials and what looks like `password=...` in a
 * text.
 *
 * @param {string} text
 * @returns {string}
 */
export function maskSecrets(text) {
  return text
    .replace(WORD, maskUrl)
    .replace(BCRYPT_HASH, '***')
    .replace(SECRET_PAIR, '$1***')
    .replace(AUTHORIZATION, '$1***');
}

/**
 * Cut after the last `@`, a password is not looked for again from each place where one may begin.
 */
function maskUrl(word) {
  const end = word.lastIndexOf('@') + 1;
  return word.slice(0, end).replace(URL_PASSWORD, '$1***@') + word.slice(end);
}

function toText(value) {
  if (value instanceof Error) {
    return value.message || value.name;
  }
  return typeof value === 'object' ? JSON.stringify(value, maskMember) : String(value);
}

function maskMember(name, value) {
  return SECRET_FIELD.test(name) ? '***' : value;
}

function encodeJson(entry) {
  return escapeControls(JSON.stringify(entry));
}

function encodeLogfmt(entry) {
  return Object.entries(entry)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${logfmtValue(value)}`)
    .join(' ');
}

function logfmtValue(value) {
  const text = String(value);
  return /^[\w.:/@%+*,-]+$/.test(text) ? text : escapeControls(JSON.stringify(text));
}

function escapeControls(text) {
  return text.replace(
    UNESCAPED_CONTROLS,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
