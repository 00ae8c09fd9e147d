import { didYouMean } from './nearest.ts';

/** What other tools and the client libraries call a key of exporter.yaml. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  query: 'sql',
  documentation: 'help',
  description: 'help',
  labelnames: 'labels',
  objectives: 'quantiles',
  percentiles: 'quantiles',
  interval: 'min_interval',
  timeout: 'timeout_seconds',
  cron: 'schedule',
};

/** The collectors whose address holds a password, and the options it is given by instead. */
const ADDRESS_OPTIONS: Readonly<Record<string, string>> = {
  mongodb: '--mongodb.uri',
  sql: '--database.url or --database.file',
};
const ADDRESS = /^(address|connection|database|db|dsn|file|host|password|path|ur[il]|user)$/;

/** The part of a JSON Schema that names keys. */
export interface Keyed {
  properties?: Readonly<Record<string, Keyed>>;
  items?: Keyed;
}

/**
 * What is said of a key that is not known where it stands: the key that was meant, or where it belongs, or all that are known.
 *
 * @param section the key it stands under; undefined at the top
 */
export function unknownKey(
  key: string,
  section: string | number | undefined,
  here: Keyed,
  top: Keyed,
): string {
  const known = Object.keys(here.properties ?? {});
  const hint =
    otherWord(key, known) ||
    atStart(key, section) ||
    elsewhere(key, top) ||
    didYouMean(key, known) ||
    ` Known keys: ${known.join(', ')}.`;
  return `Unknown key "${key}".${hint}`;
}

function otherWord(key: string, known: readonly string[]): string {
  const word = OTHER_WORDS[key.toLowerCase()];
  return word !== undefined && known.includes(word) ? ` Did you mean "${word}"?` : '';
}

function atStart(key: string, section: string | number | undefined): string {
  const options = ADDRESS_OPTIONS[section ?? ''];
  if (options === undefined || !ADDRESS.test(key)) return '';
  return ` What to read is told to the program when it starts, by ${options}.`;
}

function elsewhere(key: string, top: Keyed): string {
  const places = placesOf(key, top, '');
  if (places.length === 0) return '';
  return ` It belongs ${places.map((path) => (path === '' ? 'at the top' : `under "${path}"`)).join(' or ')}.`;
}

/** The paths under which a key is known; that of the top is empty. */
function placesOf(key: string, { properties, items }: Keyed, path: string): string[] {
  if (items) return placesOf(key, items, path);
  if (!properties) return [];
  const below = Object.entries(properties).flatMap(([name, schema]) =>
    placesOf(key, schema, path === '' ? name : `${path}.${name}`),
  );
  return Object.hasOwn(properties, key) ? [path, ...below] : below;
}
