import { isDeepStrictEqual } from 'node:util';
import { isObject, type JsonObject } from '../json-object.ts';
import { type KeyedMerge, mergeKeyed } from './keyed.ts';
import { type Panel, panelsByName } from './panels.ts';
import type { MergeInput } from './text.ts';

/**
 * Merges JSON objects by their keys.
 * @returns the text in the owner's indentation and the paths of conflicts; undefined if one of the texts is no object
 */
export function mergeJson({ base, ours, theirs }: MergeInput): KeyedMerge<string> | undefined {
  const [before, mine, generated] = [base, ours, theirs].map(parseObject);
  if (!before || !mine || !generated) return undefined;
  const { value, conflicts } = mergeObjects({ base: before, ours: mine, theirs: generated }, []);
  const indent = /^[ \t]+/m.exec(ours)?.[0] ?? 2;
  return { value: `${JSON.stringify(value, null, indent)}\n`, conflicts };
}

/** Whether two texts are JSON of the same meaning. */
export function isSameJson(one: string, other: string): boolean {
  const [first, second] = [one, other].map(parseObject);
  return first !== undefined && isDeepStrictEqual(first, second);
}

function mergeObjects(
  { base, ours, theirs }: MergeInput<JsonObject>,
  place: string[],
): KeyedMerge<JsonObject> {
  const maps = { base: toMap(base), ours: toMap(ours), theirs: toMap(theirs) };
  const { value, conflicts } = mergeMaps(maps, place);
  return { value: Object.fromEntries(value), conflicts };
}

function mergeMaps(
  maps: MergeInput<ReadonlyMap<string, unknown>>,
  place: string[],
): KeyedMerge<Map<string, unknown>> {
  return mergeKeyed<unknown>(maps, {
    isSame: isDeepStrictEqual,
    mergeValues: (key, values) => {
      const at = [...place, key];
      const panels = panelsByName(values);
      if (panels) {
        const { value, conflicts } = mergeMaps(panels, at);
        return { value: panels.toList(value as Map<string, Panel>), conflicts };
      }
      if (!isObject(values.ours) || !isObject(values.theirs) || isPackage(values.ours)) {
        return { value: values.ours, conflicts: [at.join(' › ')] };
      }
      const former = isObject(values.base) ? values.base : {};
      return mergeObjects({ base: former, ours: values.ours, theirs: values.theirs }, at);
    },
  });
}

/** A package of a lock file: version and checksum belong together. */
function isPackage(value: JsonObject): boolean {
  return 'integrity' in value;
}

function toMap(value: JsonObject): Map<string, unknown> {
  return new Map(Object.entries(value));
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
