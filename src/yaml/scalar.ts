import { jsonLiteral } from '../render/literals.ts';
import { UNPRINTABLE } from '../unprintable.ts';

/**
 * Which words are strings: YAML 1.1, as older readers have it, takes yes and on for truth values as well. GitHub reads 1.2,
 * where the key `on` needs no quotes.
 */
export type YamlVersion = '1.1' | '1.2';

/** What a reader takes for something else than a string. https://yaml.org/type/ and the core schema of YAML 1.2 */
const NO_STRING: Record<YamlVersion, RegExp> = {
  '1.1': /^(?:~|null|true|false|y|n|yes|no|on|off|<<|=|[-+]?[._]+)?$/i,
  '1.2': /^(?:~|null|true|false|<<|=)?$/i,
};
const NUMBER =
  /^(?=.*[\da-f])[-+]?_*(?:0b[01_]+|0o?[0-7_]+|0x[\da-f_]+|(?:\d[\d_]*(?::[0-5]?\d)*)?(?:\.[\d_]*)?(?:e[-+]?\d+)?|\.inf|\.nan)$/i;
const DATE = /^\d{4}-\d\d?-\d\d?(?:$|[Tt\s])/;

/** What cannot stand without quotes: a sign that means something at the beginning, the end or after a space. */
const NOT_PLAIN = /^[\s,[\]{}#&*!|>'"%@`]|^[?-](?:\s|$)|^(?:---|\.\.\.)|\n|\t|: | #|[\s:]$/;
/** What means something within brackets; `?` and `:` to readers of YAML 1.1 alone. */
const FLOW_SIGN = /[[\]{},?]|^:/;

/** A string, number, truth value or null as one line of YAML. @param inFlow within brackets */
export function scalarText(value: unknown, version: YamlVersion, inFlow = false): string {
  if (typeof value === 'number') return numberText(value);
  if (typeof value !== 'string') return String(value);
  if (isPlain(value, version) && !(inFlow && FLOW_SIGN.test(value))) return value;
  const isReadableInSingle = value.includes('"') && !/['\n]/.test(value) && isPrintable(value);
  return isReadableInSingle ? `'${value}'` : jsonLiteral(value);
}

/** The lines of a text as a literal block with its `|` first; undefined where it would not come back as it was. */
export function literalBlock(value: string): string[] | undefined {
  const isBlock = value.includes('\n') && !/^\s|\s\n$|[ \t]$/.test(value) && isPrintable(value);
  if (!isBlock) return undefined;
  return value.endsWith('\n')
    ? ['|', ...value.slice(0, -1).split('\n')]
    : ['|-', ...value.split('\n')];
}

function isPlain(value: string, version: YamlVersion): boolean {
  const isString = !NO_STRING[version].test(value) && !NUMBER.test(value) && !DATE.test(value);
  return isString && !NOT_PLAIN.test(value) && isPrintable(value);
}

function isPrintable(value: string): boolean {
  return value.replaceAll(/[\n\t]/g, '').search(UNPRINTABLE) === -1;
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  if (!Number.isFinite(value)) return value < 0 ? '-.inf' : '.inf';
  return Object.is(value, -0) ? '-0' : String(value);
}
