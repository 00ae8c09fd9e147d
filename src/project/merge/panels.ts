import { isDeepStrictEqual } from 'node:util';
import { isObject, type JsonObject } from '../json-object.ts';
import { fold, unfold } from './rows.ts';
import type { MergeInput } from './text.ts';

/** Panels and rows of a dashboard have the first three. */
export interface Panel extends JsonObject {
  id: number;
  type: string;
  title: string;
  /** What a collapsed row hides. */
  panels?: Panel[];
}

/** The panels of three dashboards by name, those in rows among them. */
export interface NamedPanels extends MergeInput<ReadonlyMap<string, Panel>> {
  /** Merged panels as the list that a dashboard has. */
  toList(merged: ReadonlyMap<string, Panel>): Panel[];
}

/**
 * The panels of three dashboards by what they are called when they are generated: type and title, since the ids of
 * generated panels follow from their order. One that its owner renamed is known by its id, and those that another
 * program numbered anew have their former ids here: an id is no change of the owner's.
 * @returns undefined if one of the lists is something else
 */
export function panelsByName({ base, ours, theirs }: MergeInput<unknown>): NamedPanels | undefined {
  if (!isPanels(base) || !isPanels(ours) || !isPanels(theirs)) return undefined;
  const [former, own, generated] = [unfold(base), unfold(ours), unfold(theirs)];
  const before = byName(former.list, nameOf);
  const mine = byName(own.list, formerNames(former.list, own.list));
  const after = byName(generated.list, nameOf);
  const numbered = [...mine].map(([name, panel]): [string, Panel] => [
    name,
    { ...panel, id: before.get(name)?.id ?? panel.id },
  ]);
  // Where the owner has a panel, it stays.
  const rows = new Map([...rowNames(after, generated.rowOf)].filter(([name]) => !mine.has(name)));
  for (const [name, row] of rowNames(mine, own.rowOf)) rows.set(name, row);
  return {
    base: before,
    ours: new Map(numbered),
    theirs: after,
    toList: (merged) => fold(withDistinctIds(merged, after), rows),
  };
}

/** What a panel of the owner was called. An id whose panel is there under its own name tells nothing of another one. */
function formerNames(base: readonly Panel[], ours: readonly Panel[]): (panel: Panel) => string {
  const byId = new Map(base.map((panel) => [panel.id, panel]));
  const present = new Set(ours.map(nameOf));
  return (panel) => {
    const former = byId.get(panel.id);
    const isRenamed = former && isAlike(former, panel) && !present.has(nameOf(former));
    return nameOf(isRenamed ? former : panel);
  };
}

/** Whether one may be the other under a new title; Grafana gives the id of a panel that was deleted to the next one. */
function isAlike(one: Panel, other: Panel): boolean {
  return one.type === other.type && isDeepStrictEqual(queriesOf(one), queriesOf(other));
}

function queriesOf({ targets }: Panel): unknown[] {
  return Array.isArray(targets)
    ? targets.map((target) => (isObject(target) ? target.expr : target))
    : [];
}

function isPanels(list: unknown): list is Panel[] {
  return (
    Array.isArray(list) &&
    list.every(
      (panel) =>
        isObject(panel) &&
        typeof panel.id === 'number' &&
        typeof panel.type === 'string' &&
        typeof panel.title === 'string' &&
        (panel.panels === undefined || isPanels(panel.panels)),
    )
  );
}

function nameOf({ type, title }: Panel): string {
  return `${type} ${title}`;
}

/** Of those that are called the same, the first one has the plain name. */
function byName(panels: readonly Panel[], called: (panel: Panel) => string): Map<string, Panel> {
  const named = new Map<string, Panel>();
  for (const panel of panels) {
    let name = called(panel);
    for (let number = 2; named.has(name); number++) name = `${called(panel)} ${number}`;
    named.set(name, panel);
  }
  return named;
}

function rowNames(
  named: ReadonlyMap<string, Panel>,
  rowOf: ReadonlyMap<Panel, Panel>,
): Map<string, string> {
  const names = new Map([...named].map(([name, panel]) => [panel, name]));
  return new Map([...rowOf].map(([panel, row]) => [names.get(panel)!, names.get(row)!]));
}

/**
 * A generated panel has the id that it is generated with, so that the next merge finds it by that; one of the owner's
 * that has such an id gets another.
 */
function withDistinctIds(
  merged: ReadonlyMap<string, Panel>,
  generated: ReadonlyMap<string, Panel>,
): Map<string, Panel> {
  const idsOf = (panels: ReadonlyMap<string, Panel>) => [...panels.values()].map(({ id }) => id);
  const taken = new Set(idsOf(generated));
  let last = Math.max(...taken, ...idsOf(merged));
  return new Map(
    [...merged].map(([name, panel]) => {
      const given = generated.get(name)?.id;
      const id = given ?? (taken.has(panel.id) ? ++last : panel.id);
      taken.add(id);
      return [name, { ...panel, id }];
    }),
  );
}
