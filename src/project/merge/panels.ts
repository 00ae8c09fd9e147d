import { isDeepStrictEqual } from 'node:util';
import { isObject, type JsonObject } from '../json-object.ts';
import { fromSections, isCollapsed, type Section, toSections } from './sections.ts';
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
 * program numbered anew have their former ids here: an id is no change of the owner's. All three have each panel at the
 * place where it will stand: where the owner put it.
 * @returns undefined if one of the lists is something else
 */
export function panelsByName({ base, ours, theirs }: MergeInput<unknown>): NamedPanels | undefined {
  if (!isPanels(base) || !isPanels(ours) || !isPanels(theirs)) return undefined;
  const [former, own, generated] = [toSections(base), toSections(ours), toSections(theirs)];
  const before = byName(listOf(former), nameOf);
  const mine = byName(listOf(own), formerNames(listOf(former), listOf(own)));
  const after = byName(listOf(generated), nameOf);
  const numbered = [...mine].map(([name, panel]): [string, Panel] => [
    name,
    { ...panel, id: before.get(name)?.id ?? panel.id },
  ]);
  const place = (name: string) => {
    const [was, is, willBe] = [before, mine, after].map((panels) => panels.get(name)?.gridPos);
    return is === undefined || isDeepStrictEqual(is, was) ? (willBe ?? is) : is;
  };
  // In which row a panel of the owner's is, is the owner's matter as well.
  const rows = new Map([...rowNames(after, generated)].filter(([name]) => !mine.has(name)));
  for (const [name, row] of rowNames(mine, own)) rows.set(name, row);
  return {
    base: placed(before, place),
    ours: placed(new Map(numbered), place),
    theirs: placed(after, place),
    toList: (merged) => fromSections(inSections(withDistinctIds(merged, after), rows)),
  };
}

function listOf(sections: readonly Section[]): Panel[] {
  return sections.flatMap(({ row, panels }) => (row ? [row, ...panels] : panels));
}

function placed(
  panels: ReadonlyMap<string, Panel>,
  place: (name: string) => unknown,
): Map<string, Panel> {
  return new Map(
    [...panels].map(([name, panel]) => {
      const gridPos = place(name);
      return [name, gridPos === undefined ? panel : { ...panel, gridPos }];
    }),
  );
}

/** Panels that have no row any more stand where their predecessors do. */
function inSections(
  panels: ReadonlyMap<string, Panel>,
  rowOf: ReadonlyMap<string, string>,
): Section[] {
  const byRow = new Map<string, Section>();
  for (const [name, panel] of panels) {
    if (panel.type === 'row') byRow.set(name, { row: panel, panels: [] });
  }
  const sections: Section[] = [{ panels: [] }];
  for (const [name, panel] of panels) {
    const own = byRow.get(name);
    if (own) {
      sections.push(own);
      if (isCollapsed(panel)) sections.push({ panels: [] });
    } else {
      (byRow.get(rowOf.get(name) ?? '') ?? sections.at(-1)!).panels.push(panel);
    }
  }
  return sections;
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
  sections: readonly Section[],
): Map<string, string> {
  const names = new Map([...named].map(([name, panel]) => [panel, name]));
  return new Map(
    sections.flatMap(({ row, panels }) =>
      row ? panels.map((panel): [string, string] => [names.get(panel)!, names.get(row)!]) : [],
    ),
  );
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
