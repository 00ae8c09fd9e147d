import { isObject, type JsonObject } from '../json-object.ts';
import type { MergeInput } from './text.ts';

/** Panels and rows of a dashboard have all three. */
export interface Panel extends JsonObject {
  id: number;
  type: string;
  title: string;
}

/**
 * The panels of three dashboards by what they are called when they are generated: type and title, since the ids of
 * generated panels follow from their order. One that its owner renamed is known by its id, and those that another
 * program numbered anew have their former ids here: an id is no change of the owner's.
 * @returns undefined if one of the lists is something else, or its panels cannot be told apart
 */
export function panelsByName({
  base,
  ours,
  theirs,
}: MergeInput<unknown>): MergeInput<ReadonlyMap<string, Panel>> | undefined {
  if (!isPanels(base) || !isPanels(ours) || !isPanels(theirs)) return undefined;
  const before = byName(base, nameOf);
  const mine = byName(ours, formerNames(base, ours));
  const generated = byName(theirs, nameOf);
  if (!before || !mine || !generated) return undefined;
  const numbered = [...mine].map(([name, panel]): [string, Panel] => [
    name,
    { ...panel, id: before.get(name)?.id ?? panel.id },
  ]);
  return { base: before, ours: new Map(numbered), theirs: generated };
}

/** What a panel of the owner was called. An id whose panel is there under its own name tells nothing of another one. */
function formerNames(base: readonly Panel[], ours: readonly Panel[]): (panel: Panel) => string {
  const names = new Map(base.map((panel) => [panel.id, nameOf(panel)]));
  const present = new Set(ours.map(nameOf));
  return (panel) => {
    const former = names.get(panel.id);
    return former === undefined || present.has(former) ? nameOf(panel) : former;
  };
}

function isPanels(list: unknown): list is Panel[] {
  return (
    Array.isArray(list) &&
    list.every(
      (panel) =>
        isObject(panel) &&
        typeof panel.id === 'number' &&
        typeof panel.type === 'string' &&
        typeof panel.title === 'string',
    )
  );
}

function nameOf({ type, title }: Panel): string {
  return `${type} ${title}`;
}

function byName(
  panels: readonly Panel[],
  called: (panel: Panel) => string,
): Map<string, Panel> | undefined {
  const named = new Map(panels.map((panel) => [called(panel), panel]));
  return named.size === panels.length ? named : undefined;
}

/**
 * Merged panels as a list. A generated panel has the id that it is generated with, so that the next merge finds it by
 * that; one of the owner's that has such an id gets another.
 */
export function distinctPanels(
  merged: ReadonlyMap<string, Panel>,
  generated: ReadonlyMap<string, Panel>,
): Panel[] {
  const idsOf = (panels: ReadonlyMap<string, Panel>) => [...panels.values()].map(({ id }) => id);
  const taken = new Set(idsOf(generated));
  let last = Math.max(...taken, ...idsOf(merged));
  return [...merged].map(([name, panel]) => {
    const given = generated.get(name)?.id;
    const id = given ?? (taken.has(panel.id) ? ++last : panel.id);
    taken.add(id);
    return { ...panel, id };
  });
}
