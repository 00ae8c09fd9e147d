import { isObject, type JsonObject } from '../json-object.ts';
import type { Panel } from './panels.ts';

/** The panels of a row, or those that stand above the first row. Heights count from the top of the section. */
export interface Section {
  row?: Panel;
  panels: Panel[];
}

/** Where a panel stands, in units of a grid that is 24 wide. */
interface Position extends JsonObject {
  x: number;
  y: number;
  w: number;
  h: number;
}

/**
 * Takes a list of panels apart. Grafana stores the panels of a collapsed row in it and those of an open one behind it,
 * and moves all that is below: without this, panels would be others and stand elsewhere when somebody opens or
 * collapses a row, or adds one.
 */
export function toSections(panels: readonly Panel[]): Section[] {
  const sections: Section[] = [{ panels: [] }];
  for (const panel of panels) {
    if (panel.type !== 'row') {
      sections.at(-1)!.panels.push(panel);
    } else {
      const row = panel.panels ? { ...panel, panels: [] } : panel;
      sections.push({ row, panels: [...(panel.panels ?? [])] });
      if (isCollapsed(row)) sections.push({ panels: [] });
    }
  }
  return sections.map(({ row, panels }) => {
    const top = Math.min(
      ...panels.map((panel) => positionOf(panel)?.y ?? Number.POSITIVE_INFINITY),
    );
    const fromTop = panels.map((panel) => moved(panel, (y) => y - top));
    return row ? { row: moved(row, () => 0), panels: fromTop } : { panels: fromTop };
  });
}

export function listOf(sections: readonly Section[]): Panel[] {
  return sections.flatMap(({ row, panels }) => (row ? [row, ...panels] : panels));
}

/** The row of panels that have none. */
export const NO_ROW = '';

/**
 * Puts panels into sections. One that has none of its rows any more goes below those of its predecessor.
 * @param rowsOf the names of the rows that a panel may belong to, the best first
 */
export function inSections(
  panels: ReadonlyMap<string, Panel>,
  rowsOf: (name: string) => readonly string[],
): Section[] {
  const byRow = new Map<string, Section>([[NO_ROW, { panels: [] }]]);
  for (const [name, panel] of panels) {
    if (panel.type === 'row') byRow.set(name, { row: panel, panels: [] });
  }
  const sections = [byRow.get(NO_ROW)!];
  const orphans = new Map<Section, Panel[]>();
  let previous = sections[0]!;
  for (const [name, panel] of panels) {
    if (panel.type === 'row') {
      previous = byRow.get(name)!;
      sections.push(previous);
      if (isCollapsed(panel)) {
        // What comes behind it without a row is not hidden in it.
        byRow.set(NO_ROW, { panels: [] });
        sections.push(byRow.get(NO_ROW)!);
      }
    } else {
      const row = rowsOf(name).find((one) => byRow.has(one));
      if (row === undefined) {
        orphans.set(previous, [...(orphans.get(previous) ?? []), panel]);
      } else {
        previous = byRow.get(row)!;
        previous.panels.push(panel);
      }
    }
  }
  for (const [section, panels] of orphans) {
    const bottom = Math.max(0, ...section.panels.map(bottomOf));
    section.panels.push(...panels.map((panel) => moved(panel, (y) => bottom + y)));
  }
  return sections;
}

/** Makes a list of panels of sections, one below the other; a panel that stands in the way of others is put below them. */
export function fromSections(sections: readonly Section[]): Panel[] {
  const list: Panel[] = [];
  let bottom = 0;
  for (const { row, panels } of sections) {
    const start = row ? bottom + (positionOf(row)?.h ?? 1) : bottom;
    const placed = stack(panels, start);
    if (row && isCollapsed(row)) {
      list.push({ ...moved(row, () => bottom), ...(placed.length > 0 && { panels: placed }) });
      bottom = start;
    } else {
      if (row) list.push(moved(row, () => bottom));
      list.push(...placed);
      bottom = Math.max(start, ...placed.map(bottomOf));
    }
  }
  return list;
}

function isCollapsed({ collapsed }: Panel): boolean {
  return collapsed === true;
}

function stack(panels: readonly Panel[], start: number): Panel[] {
  const placed = new Map<Panel, Panel>();
  const fromTop = panels.toSorted(
    (one, other) => (positionOf(one)?.y ?? 0) - (positionOf(other)?.y ?? 0),
  );
  for (const panel of fromTop) {
    let at = moved(panel, (y) => start + y);
    for (;;) {
      const inTheWay = [...placed.values()].filter((other) => overlap(at, other));
      if (inTheWay.length === 0) break;
      const below = Math.max(...inTheWay.map(bottomOf));
      at = moved(panel, () => below);
    }
    placed.set(panel, at);
  }
  return panels.map((panel) => placed.get(panel)!);
}

function overlap(one: Panel, other: Panel): boolean {
  const [a, b] = [positionOf(one), positionOf(other)];
  if (!a || !b) return false;
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

function bottomOf(panel: Panel): number {
  const position = positionOf(panel);
  return position ? position.y + position.h : 0;
}

function moved(panel: Panel, move: (y: number) => number): Panel {
  const position = positionOf(panel);
  return position ? { ...panel, gridPos: { ...position, y: move(position.y) } } : panel;
}

function positionOf({ gridPos }: Panel): Position | undefined {
  return isPosition(gridPos) ? gridPos : undefined;
}

function isPosition(value: unknown): value is Position {
  return isObject(value) && ['x', 'y', 'w', 'h'].every((key) => Number.isFinite(value[key]));
}
