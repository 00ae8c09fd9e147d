import { isDeepStrictEqual } from 'node:util';
import { isObject, type JsonObject } from '../json-object.ts';
import { fromSections, inSections, listOf, NO_ROW, type Section, toSections } from './sections.ts';
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
 * program numbered anew have their former ids here: an id is no change of the owner's. Nor is a place: all three have
 * each panel where it will stand, which is where the owner put it.
 * @returns undefined if one of the lists is something else
 */
export function panelsByName({ base, ours, theirs }: MergeInput<unknown>): NamedPanels | undefined {
  if (!isPanels(base) || !isPanels(ours) || !isPanels(theirs)) return undefined;
  const sections = [base, ours, theirs].map(toSections) as [Section[], Section[], Section[]];
  const [former, own, generated] = sections.map(listOf) as [Panel[], Panel[], Panel[]];
  const before = byName(former);
  const mine = byName(own, formerNames(before, own));
  const after = byName(generated);
  const versions = [before, mine, after];
  const place = (name: string): Partial<Panel> => {
    const panels = versions.map((panels) => panels.get(name));
    return {
      ...ownersChoice('gridPos', panels),
      ...ownersChoice('collapsed', panels),
    };
  };
  const rows = versions.map((panels, index) => rowNames(panels, sections[index]!));
  const rowsOf = (name: string) => {
    const [was, is, willBe] = rows.map((names) => names.get(name));
    // A row that is not generated any more is there because its owner changed it.
    const isGenerated = is === undefined || is === NO_ROW || after.has(is);
    const choices = is === was && isGenerated ? [willBe, is] : [is, willBe];
    return choices.filter((row) => row !== undefined);
  };
  const numbered = [...mine].map(([name, panel]): [string, Panel] => [
    name,
    { ...panel, id: (before.get(name) ?? after.get(name) ?? panel).id },
  ]);
  return {
    base: placed(before, place),
    ours: placed(new Map(numbered), place),
    theirs: placed(after, place),
    toList: (merged) => {
      const panels = withDistinctIds(merged, after);
      return fromSections(inSections(panels, rowsOf));
    },
  };
}

/** A property that its owner decides on, in conflict with nobody: as they changed it, else as it is generated. */
function ownersChoice(key: string, [was, is, willBe]: (Panel | undefined)[]): Partial<Panel> {
  const isKept = is?.[key] === undefined || isDeepStrictEqual(is[key], was?.[key]);
  const value = isKept ? (willBe?.[key] ?? is?.[key]) : is[key];
  return value === undefined ? {} : { [key]: value };
}

function placed(
  panels: ReadonlyMap<string, Panel>,
  place: (name: string) => Partial<Panel>,
): Map<string, Panel> {
  return new Map([...panels].map(([name, panel]) => [name, { ...panel, ...place(name) }]));
}

/**
 * The names of panels of the owner that are known by their ids: those with the title or a query of what had the id, and
 * those that only a title tells from it, unless that is there as well. Grafana gives the id of a panel that was deleted
 * to the next one.
 */
function formerNames(
  base: ReadonlyMap<string, Panel>,
  ours: readonly Panel[],
): ReadonlyMap<Panel, string> {
  const byId = new Map([...base].map(([name, panel]) => [panel.id, { name, panel }]));
  const present = new Set(ours.map(nameOf));
  const names = new Map<Panel, string>();
  for (const panel of ours) {
    const former = byId.get(panel.id);
    if (!former) continue;
    const isRenamed = isAlike(former.panel, panel) && !present.has(nameOf(former.panel));
    if (former.panel.title === panel.title || isRenamed) {
      names.set(panel, former.name);
      byId.delete(panel.id);
    }
  }
  return names;
}

/** Whether one may be the other under a new title. */
function isAlike(one: Panel, other: Panel): boolean {
  const [queries, others] = [queriesOf(one), queriesOf(other)];
  if (queries.length === 0 && others.length === 0) return one.type === other.type;
  return queries.some((query) => others.includes(query));
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

/** Of those that are called the same, one that is known has the name, or the first one. */
function byName(
  panels: readonly Panel[],
  known: ReadonlyMap<Panel, string> = new Map(),
): Map<string, Panel> {
  const taken = new Set(known.values());
  return new Map(
    panels.map((panel) => {
      let name = known.get(panel);
      for (let number = 1; name === undefined; number++) {
        const free = number === 1 ? nameOf(panel) : `${nameOf(panel)} ${number}`;
        if (!taken.has(free)) name = free;
      }
      taken.add(name);
      return [name, panel];
    }),
  );
}

function rowNames(
  named: ReadonlyMap<string, Panel>,
  sections: readonly Section[],
): Map<string, string> {
  const names = new Map([...named].map(([name, panel]) => [panel, name]));
  return new Map(
    sections.flatMap(({ row, panels }) =>
      panels.map((panel) => [names.get(panel)!, row ? names.get(row)! : NO_ROW]),
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
