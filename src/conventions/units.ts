import type { FamilyType } from './rule.ts';

/** Unit → its base unit, as promlint knows them. `ratio`, `percent` and `watts` are unknown to it and never flagged. */
const UNITS = new Map(
  Object.entries({
    amperes: 'amperes',
    bytes: 'bytes',
    celsius: 'celsius',
    grams: 'grams',
    joules: 'joules',
    kelvin: 'kelvin',
    meters: 'meters',
    metres: 'metres',
    seconds: 'seconds',
    volts: 'volts',
    minutes: 'seconds',
    hours: 'seconds',
    days: 'seconds',
    weeks: 'seconds',
    kelvins: 'kelvin',
    fahrenheit: 'celsius',
    rankine: 'celsius',
    inches: 'meters',
    yards: 'meters',
    miles: 'meters',
    bits: 'bytes',
    calories: 'joules',
    pounds: 'grams',
    ounces: 'grams',
  }),
);

/** promlint's prefixes. It has no `exa` or `zetta`; neither has this, since `lint` finds what promtool finds. */
const PREFIXES = [
  ...['pico', 'nano', 'micro', 'milli', 'centi', 'deci', 'deca', 'hecto'],
  ...['kilo', 'kibi', 'mega', 'mebi', 'giga', 'gibi', 'tera', 'tebi', 'peta', 'pebi'],
];

/** Abbreviation promlint rejects → the base unit most likely meant. */
export const ABBREVIATIONS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    s: 'seconds',
    ms: 'seconds',
    us: 'seconds',
    ns: 'seconds',
    sec: 'seconds',
    b: 'bytes',
    kb: 'bytes',
    mb: 'bytes',
    gb: 'bytes',
    tb: 'bytes',
    pb: 'bytes',
    m: 'seconds',
    h: 'seconds',
    d: 'seconds',
  }),
);

/** The base unit of a word, or undefined if the word is no unit promlint knows. Case-sensitive, as upstream. */
export function baseUnit(word: string): string | undefined {
  const unit = UNITS.get(word);
  if (unit !== undefined) return unit;
  for (const prefix of PREFIXES) {
    const base = word.startsWith(prefix) ? UNITS.get(word.slice(prefix.length)) : undefined;
    if (base !== undefined) return base;
  }
  return undefined;
}

/** Last word of a name that says a quantity → the unit the name should end in. */
const QUANTITIES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    duration: 'seconds',
    latency: 'seconds',
    elapsed: 'seconds',
    runtime: 'seconds',
    uptime: 'seconds',
    downtime: 'seconds',
    time: 'seconds',
    timestamp: 'seconds',
    age: 'seconds',
    delay: 'seconds',
    size: 'bytes',
    memory: 'bytes',
    temperature: 'celsius',
    distance: 'meters',
    voltage: 'volts',
    energy: 'joules',
    mass: 'grams',
  }),
);

/** The size of one of these is a number of things, not of bytes. */
const COUNTED = new Set(
  'array backlog batch cluster fleet group list page pool queue set swarm team window'.split(' '),
);

/** What nothing can be added to: a counter that is called so counts events about it. */
const NEVER_ADDED = new Set(['timestamp', 'temperature', 'voltage']);

/**
 * The unit that a name (as words, without `total`) leaves out, or undefined.
 * Only the last word counts: `request_duration` is a duration, `size_changes` is not a size.
 */
export function missingUnit(nameWords: readonly string[], type: FamilyType): string | undefined {
  const last = nameWords.at(-1) ?? '';
  const unit = QUANTITIES.get(last);
  if (unit === undefined || nameWords.some(isUnit)) return undefined;
  if (type === 'counter' && NEVER_ADDED.has(last)) return undefined;
  if (last === 'size' && COUNTED.has(nameWords.at(-2) ?? '')) return undefined;
  return unit;
}

function isUnit(word: string): boolean {
  return baseUnit(word) !== undefined || ABBREVIATIONS.has(word);
}
