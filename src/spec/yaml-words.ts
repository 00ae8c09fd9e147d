import { type Document, isScalar, visit, type YAMLParseError } from 'yaml';
import { show } from './schema-words.ts';

/** A place in a text, and a sentence about it. */
export interface Remark {
  offset: number;
  message: string;
}

/** What is said about an error: a sentence, or one for each message that the parser has under a code, first match first. */
type Words = string | [message: RegExp, words: string][];

const OPEN_BRACKETS: [RegExp, string][] = [
  [/end with a ]/, 'A list that was opened with "[" before this is not closed: add "]".'],
  [/end with a }/, 'A mapping that was opened with "{" before this is not closed: add "}".'],
];

/** What follows from a slip before it, for every line up to the end. */
const ENDED =
  'What stands before this has ended already: check the quotes, brackets and indentation here and in the line before.';

/**
 * The words of the YAML parser are about its grammar; these say what to do. Codes that are not here come from what
 * nobody writes into an exporter.yaml, and keep the parser's words.
 */
const WORDS: Partial<Record<YAMLParseError['code'], Words>> = {
  MULTIPLE_DOCS: 'A second document begins here; an exporter.yaml has one.',
  NON_STRING_KEY: 'A key must be a string. Put a text that begins with a bracket in quotes.',
  TAB_AS_INDENT: 'A tab is used as indentation, where YAML allows spaces only.',
  KEY_OVER_1024_CHARS: 'A key may have 1024 characters.',
  BLOCK_AS_IMPLICIT_KEY:
    'This text has a colon and a space in it, which makes a key of what stands before: put the text in quotes.',
  MULTILINE_IMPLICIT_KEY: 'Here a key is expected, followed by a colon and a space.',
  BLOCK_IN_FLOW:
    'Within brackets, entries are separated by commas: add one, or put a text with a colon in quotes.',
  BAD_SCALAR_START: 'A text cannot begin with this character: put it in quotes.',
  BAD_DQ_ESCAPE:
    'Within double quotes a backslash begins an escape, and this is none: use single quotes, or write the backslash twice.',
  TAG_RESOLVE_FAILED: 'A text that begins with "!" is read as a tag: put it in quotes.',
  BAD_DIRECTIVE:
    'A line that begins with "%" is for YAML readers themselves, and none knows this one: remove it.',
  BAD_INDENT: [
    ...OPEN_BRACKETS,
    [/./, 'This line is indented otherwise than the lines it belongs to: align it with them.'],
  ],
  MISSING_CHAR: [
    ...OPEN_BRACKETS,
    [/closing .quote/, 'The text in quotes that begins here is not closed: add the quote.'],
    [
      /Sequence item without/,
      'This line stands between the list and its entries: align it with the keys of its entry, or begin it with "- ".',
    ],
    [/Comments must be/, 'A comment needs a space before its "#".'],
    [/followed by map values/, 'Here a key is expected, followed by a colon and a space.'],
    [/Missing , or :/, 'A comma or a colon is missing before this.'],
    [/Missing ,/, 'A comma is missing before this.'],
    [/Missing space/, 'A space is missing after the colon.'],
  ],
  UNEXPECTED_TOKEN: [
    [/same line with key/, 'A list begins on a line of its own: write this below its key.'],
    [/header includes|Not a YAML token/, 'After "|" or ">" the text begins on the next line.'],
    [/flow-(?:seq|map)-end/, 'This bracket closes nothing: remove it, or put the text in quotes.'],
    [/./, ENDED],
  ],
};

/** The markers that git leaves where two branches changed the same lines. */
const MARKER = /^(?:<{7}|={7}|>{7})(?: |\r?$)/m;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;

/**
 * The first control character of a text, which YAML has in no place. The parser takes them, and a file with one of them
 * is no text file to others.
 */
export function characterRemarks(text: string): Remark[] {
  const found = CONTROL_CHARACTER.exec(text);
  if (!found) return [];
  const code = found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  const message = `This is a control character (U+${code}), which YAML does not allow: remove it. If the file is full of them, save it as UTF-8 text.`;
  return [{ offset: found.index, message }];
}

/** What is wrong about a text as YAML. A slip has more to it than the first thing in its line, but that is what it is. */
export function syntaxRemarks(text: string, document: Document.Parsed): Remark[] {
  const marker = MARKER.exec(text);
  const errors = [...document.errors, ...document.warnings];
  if (marker && errors.length > 0) {
    const message =
      'Two branches changed these lines, and git marked them: keep what both added, and remove the markers.';
    return [{ offset: marker.index, message }];
  }
  const remarks = new Map<number, Remark>();
  for (const error of errors) {
    const offset = placeOf(error, document);
    const line = text.lastIndexOf('\n', offset - 1);
    const remark = { offset, message: messageOf(error, errors, document) };
    if (!remarks.has(line)) remarks.set(line, remark);
  }
  const all = [...remarks.values()];
  const ended = all.findIndex(({ message }) => message === ENDED);
  return all.filter(({ message }, index) => message !== ENDED || index === ended);
}

function messageOf(
  error: YAMLParseError,
  errors: readonly YAMLParseError[],
  document: Document,
): string {
  if (error.code === 'DUPLICATE_KEY') {
    return `${keyAt(error.pos[0], document)} is there twice: leave one out, or join what they say.`;
  }
  return isTooDeep(error, errors) ? TOO_DEEP : wordsOf(error);
}

/** The key that begins at an offset, as messages quote it. */
function keyAt(offset: number, document: Document): string {
  let found = 'This key';
  visit(document, {
    Scalar(place, { range, value }) {
      if (place !== 'key' || range?.[0] !== offset) return undefined;
      found = show(value);
      return visit.BREAK;
    },
  });
  return found;
}

const TOO_DEEP =
  'The line after this is indented deeper than the key it should stand below: align the two.';

/** The parser takes all lines of the value for one key then. */
function isTooDeep(
  { code, pos }: YAMLParseError,
  errors: readonly { code: string; pos: [number, number] }[],
) {
  return (
    code === 'BLOCK_AS_IMPLICIT_KEY' &&
    errors.some((other) => other.code === 'MULTILINE_IMPLICIT_KEY' && other.pos[0] === pos[0])
  );
}

function wordsOf({ code, message }: Pick<YAMLParseError, 'code' | 'message'>): string {
  // What the parser says of thousands of brackets within each other.
  if (/call stack/.test(message)) return 'Here the brackets are nested too deep to be read.';
  const words = WORDS[code];
  const found =
    typeof words === 'string' ? words : words?.find(([part]) => part.test(message))?.[1];
  return found ?? (/[.!?]$/.test(message) ? message : `${message}.`);
}

/** Where to look: a quote that is not closed ends with the file, and is mended where it begins. */
function placeOf({ pos: [offset], message }: YAMLParseError, document: Document): number {
  let begin = offset;
  if (/closing .quote/.test(message)) {
    visit(document, (_, node) => {
      if (isScalar(node) && node.type?.startsWith('QUOTE')) begin = node.range?.[0] ?? begin;
    });
  }
  return begin;
}
