import type { Metric } from '../spec/spec.ts';

/** Units at the end of a name: what a measured value is called, and words that say nothing about the event. */
const UNIT_WORDS = [
  'seconds',
  'bytes',
  'ratio',
  'celsius',
  'meters',
  'grams',
  'joules',
  'volts',
  'amperes',
];

const VERBS = {
  counter: 'record',
  gauge: 'set',
  histogram: 'observe',
  summary: 'observe',
} as const;

/** Words that no variable of the generated code may be called; imports and parameters of its modules among them. */
const RESERVED = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval export
  extends false finally for function if implements import in instanceof interface let new null package
  private protected public return static super switch this throw true try typeof undefined var void while
  with yield and as assert async def del elif except from global is lambda match nonlocal not or pass
  raise None True False self labels registry finite value amount print type
  createMetrics labelSets requireLabels escape unescape constructor globalThis hasOwnProperty isFinite isPrototypeOf
  parseFloat parseInt propertyIsEnumerable toLocaleString toString valueOf`
    .split(/\s+/)
    .concat(UNIT_WORDS),
);

/** Letters of the longest variable; what comes after them in the name of a metric is left out. */
const LONGEST = 40;

/** How the code for one metric calls things, as words to be joined by each language's habit. */
export interface EventNames {
  /** `orders` */
  variable: string[];
  /** `record`, `order` */
  action: string[];
  /** `seconds`, `bytes`, … or `value`; for counters `amount`. */
  value: string;
}

/**
 * Names for the code of each metric, unique within the project: short ones without namespace and unit, the whole
 * metric name where short ones would clash, a number behind it where even that would.
 */
export function eventNames(metrics: readonly Metric[], namespace: string): EventNames[] {
  const short = metrics.map((metric) => namesFor(metric, shortWords(metric.name, namespace)));
  const uses = new Map<string, number>();
  for (const key of short.flatMap(identifiers)) uses.set(key, (uses.get(key) ?? 0) + 1);
  const taken = new Set<string>();
  return metrics.map((metric, index) => {
    const names = short[index]!;
    const clashes = identifiers(names).some((key) => uses.get(key)! > 1);
    return claim(clashes ? namesFor(metric, split(metric.name), false) : names, taken);
  });
}

/** The names themselves or, where one of them is taken, the names with the first number that is free. */
function claim(names: EventNames, taken: Set<string>): EventNames {
  let free = names;
  for (let number = 2; identifiers(free).some((key) => taken.has(key)); number++) {
    const numbered = (words: string[]) => [...words, String(number)];
    free = { ...names, variable: numbered(names.variable), action: numbered(names.action) };
  }
  for (const key of identifiers(free)) taken.add(key);
  return free;
}

function identifiers({ variable, action }: EventNames): string[] {
  return [`variable ${camelCase(variable)}`, `action ${camelCase(action)}`];
}

function namesFor(metric: Metric, allWords: string[], singular = true): EventNames {
  const words = shortened(allWords);
  const last = words.at(-1)!;
  const unit = split(metric.name).findLast(isUnit);
  const event =
    metric.type === 'counter' && singular ? [...words.slice(0, -1), toSingular(last)] : words;
  const reserved = RESERVED.has(camelCase(words)) || RESERVED.has(snakeCase(words));
  return {
    variable: reserved ? [...words, 'metric'] : words,
    action: [VERBS[metric.type], ...event],
    value: metric.type === 'counter' ? 'amount' : (unit ?? 'value'),
  };
}

function shortened(words: string[]): string[] {
  let end = words.length;
  while (end > 1 && words.slice(0, end).join('').length > LONGEST) end--;
  return [words[0]!.slice(0, LONGEST), ...words.slice(1, end)];
}

function isUnit(word: string): boolean {
  return UNIT_WORDS.includes(word);
}

function shortWords(name: string, namespace: string): string[] {
  const own = name.startsWith(`${namespace}_`) ? name.slice(namespace.length + 1) : name;
  const words = split(own);
  while (words.length > 1 && (words.at(-1) === 'total' || isUnit(words.at(-1)!))) words.pop();
  return words;
}

/** Lower-case words that can begin an identifier. */
function split(name: string): string[] {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split('_')
    .filter(Boolean);
  if (words.length === 0) return ['metric'];
  return /^[0-9]/.test(words[0]!) ? ['metric', ...words] : words;
}

/** The singular of an English plural, as far as its ending tells; anything else stays. */
function toSingular(word: string): string {
  if (word.length < 4 || /(?:ss|us|is)$/.test(word)) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:sses|shes|tches|xes)$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}

/** `recordOrder` */
export function camelCase(words: readonly string[]): string {
  return words
    .map((word, index) => (index === 0 ? word : word[0]!.toUpperCase() + word.slice(1)))
    .join('');
}

/** `record_order` */
export function snakeCase(words: readonly string[]): string {
  return words.join('_');
}
