export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'];
export const LOG_FORMATS = ['logfmt', 'json'];

const SECRET_FIELD = /pass(word|wd|phrase)?$|secret|token|authorization|api[-_]?key/i;
const URL_PASSWORD = /(\w:\/\/[^\s:/@]*):[^\s/]+@/g;
const SECRET_PAIR =
  /\b(password|passwd|secret|token|api[-_]?key)(["']?\s*[=:]\s*["']?)[^\s"'&,;]+/gi;
const AUTHORIZATION = /\b(basic|bearer) [\w.~+/=-]{4,}/gi;
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
export function createLogger({ level = 'info', format = 'logfmt', stream = process.stderr } = {}) {
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

function maskEntry(entry) {
  return Object.fromEntries(
    Object.entries(entry).map(([name, value]) => [
      name,
      SECRET_FIELD.test(name) ? '***' : maskValue(value),
    ]),
  );
}

function maskValue(value) {
  if (value === null || ['number', 'boolean', 'undefined'].includes(typeof value)) {
    return value;
  }
  return maskSecrets(toText(value));
}

/**
 * Hides passwords in URLs, credentials and what looks like `password=...` in a text.
 *
 * @param {string} text
 * @returns {string}
 */
export function maskSecrets(text) {
  return text
    .replace(URL_PASSWORD, '$1:***@')
    .replace(AUTHORIZATION, '$1 ***')
    .replace(SECRET_PAIR, '$1$2***');
}

function toText(value) {
  if (value instanceof Error) {
    return value.message || value.name;
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
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
