import type { Panel } from './panels.ts';

/** The panels of a dashboard one after the other, and the row that each belongs to, if there is one. */
export interface Unfolded {
  list: Panel[];
  rowOf: Map<Panel, Panel>;
}

/**
 * Takes panels out of the collapsed rows they are stored in. Grafana stores those of a row that is open behind it, so
 * that without this a panel would be another one when somebody opens or collapses its row.
 */
export function unfold(panels: readonly Panel[]): Unfolded {
  const list: Panel[] = [];
  const rowOf = new Map<Panel, Panel>();
  let open: Panel | undefined;
  for (const panel of panels) {
    const shown = panel.panels ? { ...panel, panels: [] } : panel;
    list.push(shown);
    if (panel.type === 'row') open = isCollapsed(panel) ? undefined : shown;
    else if (open) rowOf.set(shown, open);
    for (const inside of panel.panels ?? []) {
      list.push(inside);
      rowOf.set(inside, shown);
    }
  }
  return { list, rowOf };
}

/** Puts panels by their names back into the rows that are collapsed. */
export function fold(
  panels: ReadonlyMap<string, Panel>,
  rowOf: ReadonlyMap<string, string>,
): Panel[] {
  const inside = new Map<string, Panel[]>();
  const outside: [name: string, panel: Panel][] = [];
  for (const [name, panel] of panels) {
    const rowName = rowOf.get(name);
    const row = rowName === undefined ? undefined : panels.get(rowName);
    if (rowName === undefined || !row || !isCollapsed(row)) outside.push([name, panel]);
    else inside.set(rowName, [...(inside.get(rowName) ?? []), panel]);
  }
  return outside.map(([name, panel]) => {
    const hidden = inside.get(name);
    return hidden ? { ...panel, panels: hidden } : panel;
  });
}

function isCollapsed({ collapsed }: Panel): boolean {
  return collapsed === true;
}
