import { isObject, type JsonObject } from '../json-object.ts';
import type { MergeInput } from './text.ts';

/** Panels and rows of a dashboard have all three. */
export interface Panel extends JsonObject {
  id: number;
  type: string;
  title: string;
}

/**
 * The panels of three dashboards by what they are called when they are generated. Type and title tell generated panels
 * apart, whose ids follow from their order; the owner's keep their ids, whatever they are called by now.
 * @returns undefined if one of the lists is something else, or its panels cannot be told apart
 */
export function panelsByName(
  lists: MergeInput<unknown>,
): MergeInput<ReadonlyMap<string, Panel>> | undefined {
  const { base, ours, theirs } = lists;
  if (!isPanels(base) || !isPanels(ours) || !isPanels(theirs)) return undefined;
  const names = new Map(base.map((panel) => [panel.id, nameOf(panel)]));
  const before = byName(base, nameOf);
  const mine = byName(ours, (panel) => names.get(panel.id) ?? nameOf(panel));
  const generated = byName(theirs, nameOf);
  if (!before || !mine || !generated) return undefined;
  return { base: before, ours: mine, theirs: generated };
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

/** Merged panels as a list. The owner's own may have an id that a generated one has now: then they get another. */
export function distinctPanels(merged: ReadonlyMap<string, Panel>): Panel[] {
  const panels = [...merged.values()];
  const ids = new Set<number>();
  let last = Math.max(...panels.map(({ id }) => id));
  return panels.map((panel) => {
    const id = ids.has(panel.id) ? ++last : panel.id;
    ids.add(id);
    return { ...panel, id };
  });
}
