import type { FamilyType, NameContext, NameInput } from './rule.ts';
import { ABBREVIATIONS, baseUnit, missingUnit } from './units.ts';
import { words } from './words.ts';

/** Words that say nothing in a name because they are types; promtool rejects the type of the metric itself. */
const TYPE_WORDS = new Set(['counter', 'gauge', 'histogram', 'summary']);

/** Last words a type may not have; where `_total` belongs it comes back at the end. */
const FOREIGN_SUFFIXES: Record<FamilyType, readonly string[]> = {
  counter: ['total', 'bucket', 'count', 'sum'],
  gauge: ['total', 'bucket', 'count', 'sum'],
  histogram: ['total'],
  gauge_histogram: ['total', 'bucket', 'count', 'sum'],
  summary: ['total', 'bucket'],
  untyped: ['total'],
};

const SUFFIXES = new Set(Object.values(FOREIGN_SUFFIXES).flat());

/**
 * A name for the same thing that none of the error rules on names has anything against, with the
 * namespace in front and the unit of an obvious quantity at the end. Correcting it again changes nothing.
 * Sources: https://prometheus.io/docs/practices/naming/ and promtool's checks.
 *
 * The namespace itself is taken as it is: one that breaks a rule (`shop_ms`) has to be changed by its
 * owner. An empty namespace gives a name without prefix.
 */
export function correctName(name: string, type: FamilyType, namespace: string): string {
  const prefix = namespace === '' ? [] : [namespace];
  const own = words(withoutNamespace(name, namespace))
    .map((word) => ABBREVIATIONS.get(word) ?? word)
    .filter((word) => !TYPE_WORDS.has(word));
  // What has no type may be a counter, and then keeps its suffix.
  const isTotal = type === 'counter' || (type === 'untyped' && own.at(-1) === 'total');
  const body = inBaseUnits(withoutForeignSuffixes(own, type));
  if (body.length === 0) body.push(isTotal ? 'events' : 'value');
  const unit = missingUnit([...words(namespace), ...body], type);
  if (unit !== undefined) body.push(unit);
  if (isTotal) body.push('total');
  // Without a namespace nothing keeps a digit from the front, where the data model forbids it.
  if (namespace === '' && /^[0-9]/.test(body[0] ?? '')) body.unshift('metric');
  return [...prefix, ...body].join('_');
}

/** The corrected name as a suggestion: undefined where there is nothing to correct. */
export function suggestName({ name, type }: NameInput, context: NameContext): string | undefined {
  const corrected = correctName(name, type, context.namespace);
  return corrected === name ? undefined : corrected;
}

function withoutNamespace(name: string, namespace: string): string {
  if (namespace === '') return name;
  // As written first: a namespace such as `a__b` would not survive the split into words.
  for (const candidate of [name, words(name).join('_')]) {
    if (candidate === namespace) return '';
    if (candidate.startsWith(`${namespace}_`)) return candidate.slice(namespace.length + 1);
  }
  return withoutSharedWords(words(name), words(namespace))?.join('_') ?? name;
}

/** `shop_orders_total` in `shop_api` is `orders_total`: the namespace says the first word again. Something has to be left. */
function withoutSharedWords(own: string[], namespace: string[]): string[] | undefined {
  const differs = own.findIndex((word, index) => word !== namespace[index]);
  const rest = own.slice(differs);
  return differs > 0 && rest.some((word) => !SUFFIXES.has(word)) ? rest : undefined;
}

function withoutForeignSuffixes(nameWords: string[], type: FamilyType): string[] {
  let end = nameWords.length;
  while (end > 0 && FOREIGN_SUFFIXES[type].includes(nameWords[end - 1] ?? '')) end--;
  return nameWords.slice(0, end);
}

/**
 * Every unit becomes its base unit, though promtool decides by one only: its versions before client_golang 1.16 picked a
 * random one of several. A unit that then stands twice in a row is said once.
 */
function inBaseUnits(nameWords: readonly string[]): string[] {
  return nameWords
    .map((word) => baseUnit(word) ?? word)
    .filter((word, index, all) => word !== all[index - 1] || baseUnit(word) === undefined);
}
