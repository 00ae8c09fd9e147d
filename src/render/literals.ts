import { UNPRINTABLE } from '../unprintable.ts';
import type { Language } from './languages.ts';

type Value = string | number | boolean;

const SHORT_ESCAPES: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeUnprintable(text: string): string {
  return text.replace(
    UNPRINTABLE,
    (char) => SHORT_ESCAPES[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Quotes as formatters do: the preferred quote unless the other needs fewer escapes. */
function quoted(text: string, preferred: '"' | "'"): string {
  const other = preferred === '"' ? "'" : '"';
  const count = (quote: string) => text.split(quote).length - 1;
  const quote = count(preferred) > count(other) ? other : preferred;
  const escaped = text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
  return `${quote}${escapeUnprintable(escaped)}${quote}`;
}

/** A JavaScript literal, as biome formats it with single quotes. */
export function jsLiteral(value: Value): string {
  if (typeof value !== 'string') return String(value).replace('e+', 'e');
  // In plain quotes linters take `${x}` for a template literal that somebody got wrong.
  return quoted(value, "'").replaceAll('${', '\\u0024{');
}

/** A JavaScript template literal for a text of several lines. */
export function jsTemplate(text: string): string {
  const escaped = text.replace(/[\\`]|\$(?=\{)/g, '\\$&');
  return `\`${escaped.split('\n').map(escapeUnprintable).join('\n')}\``;
}

/** A Python literal, as ruff formats it. */
export function pythonLiteral(value: Value): string {
  if (typeof value === 'string') return quoted(value, '"');
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return String(value);
}

/** JSON, and with it a valid double-quoted scalar of YAML and basic string of TOML. */
export function jsonLiteral(value: Value): string {
  return typeof value === 'string'
    ? JSON.stringify(value).replace(UNPRINTABLE, (char) => escapeUnprintable(char))
    : String(value);
}

/** A double-quoted word of a Dockerfile's key=value instruction: `$` would be expanded there, and a line ends the instruction. */
function dockerfileLiteral(value: Value): string {
  const text = String(value).replace(UNPRINTABLE, ' ');
  return `"${text.replace(/["\\$]/g, '\\$&')}"`;
}

/** Text inside a Markdown paragraph or table cell: one line, nothing of it read as markup, also at the start of a line. */
export function markdownText(value: Value): string {
  return oneLine(value)
    .trim()
    .replace(/[\\`*_{}[\]<>|#~]|&(?=#?\w+;)/g, '\\$&')
    .replace(/^(?:[-+](?= |$)|[-=](?=[-= ]*$))/, '\\$&')
    .replace(/^\d{1,9}(?=[.)](?: |$))/, '$&\\');
}

/** Text as code in a Markdown table cell. */
export function markdownCode(value: Value): string {
  const text = oneLine(value);
  // The cell ends at a pipe without a backslash, and that of the text itself would be lost.
  if (text.includes('\\|')) return `<code>${markdownText(text)}</code>`;
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  // A blank at both ends is taken away.
  const blank = /^`|`$|^ .* $/.test(text) ? ' ' : '';
  return `${fence}${blank}${text.replaceAll('|', '\\|')}${blank}${fence}`;
}

function oneLine(value: Value): string {
  return String(value).replace(UNPRINTABLE, ' ').replace(/ {2,}/g, ' ');
}

/** Text of a comment: one line, unable to end the comment. */
export function commentText(value: Value): string {
  return String(value).replace(UNPRINTABLE, ' ').replaceAll('*/', '* /').trim();
}

/** Text of a Python docstring in `"""`: one line, unable to end it, no stray escape. */
export function docstringText(value: Value): string {
  const text = String(value).replace(UNPRINTABLE, ' ').trim().replaceAll('\\', '\\\\');
  return text.replace(/"{3,}|^"+|"+$/g, (quotes) => '\\"'.repeat(quotes.length));
}

/** The rule that `{{value}}` follows in a file of each language; YAML is written as data, see src/yaml. */
export const LITERALS: Record<
  Exclude<Language, 'text' | 'sql' | 'yaml'>,
  (value: Value) => string
> = {
  js: jsLiteral,
  python: pythonLiteral,
  toml: jsonLiteral,
  json: jsonLiteral,
  dockerfile: dockerfileLiteral,
  markdown: markdownText,
};
