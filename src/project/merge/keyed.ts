import type { MergeInput } from './text.ts';

/** Two sides that changed the same thing differently: what the owner has stays, and the path of the key is told. */
export interface KeyedMerge<T> {
  value: T;
  conflicts: string[];
}

interface Rules<V> {
  isSame: (one: V | undefined, other: V | undefined) => boolean;
  /** Merges what both sides have changed. */
  mergeValues: (
    key: string,
    values: MergeInput<V | undefined> & { ours: V; theirs: V },
  ) => KeyedMerge<V>;
}

/**
 * Merges by keys. What one side alone changed, added or removed is taken from it; what the owner removed stays removed,
 * and what the owner changed stays though it is not generated any more. The order is the owner's, in all that is below,
 * too: Grafana sorts the keys of a dashboard that it exports. What is added comes after its predecessor.
 */
export function mergeKeyed<V>(
  { base, ours, theirs }: MergeInput<ReadonlyMap<string, V>>,
  { isSame, mergeValues }: Rules<V>,
): KeyedMerge<Map<string, V>> {
  const conflicts: string[] = [];
  const entries: [string, V][] = [];
  for (const [key, value] of ours) {
    const [before, after] = [base.get(key), theirs.get(key)];
    const isUntouched = isSame(value, before);
    if (after === undefined) {
      if (!isUntouched) entries.push([key, value]);
    } else if (isSame(after, before) || isSame(after, value)) {
      entries.push([key, value]);
    } else {
      const merged = mergeValues(key, { base: before, ours: value, theirs: after });
      const isWhole = merged.conflicts.length > 0 && isUntouched;
      entries.push([key, isWhole ? after : merged.value]);
      if (!isUntouched) conflicts.push(...merged.conflicts);
    }
  }
  let previous: string | undefined;
  for (const [key, value] of theirs) {
    if (!ours.has(key) && !base.has(key)) {
      const index = entries.findIndex(([known]) => known === previous);
      entries.splice(index + 1, 0, [key, value]);
    }
    if (ours.has(key) || !base.has(key)) previous = key;
  }
  return { value: new Map(entries), conflicts };
}
