import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeJson } from '../../../../src/project/merge/json.ts';

interface Panel {
  id: number;
  type: string;
  title: string;
  gridPos: { x: number; y: number; w: number; h: number };
  targets: { expr: string }[];
  description?: string;
  collapsed?: boolean;
  panels?: Panel[];
}

const ROWS = ['Health', 'Metrics', 'Process'];

/** A dashboard as it is generated: two panels in a line, rows open. */
function generate(titles: readonly string[][]): Panel[] {
  const panels: Panel[] = [];
  titles.forEach((inRow, row) => {
    panels.push({ ...panelOf(ROWS[row]!), type: 'row', collapsed: false, panels: [] });
    inRow.forEach((title, at) => {
      const gridPos = { x: (at % 2) * 12, y: Math.floor(at / 2) * 8, w: 12, h: 8 };
      panels.push({ ...panelOf(title), gridPos });
    });
  });
  return stacked(panels.map((panel, index) => ({ ...panel, id: index + 1 })));
}

function panelOf(title: string): Panel {
  const gridPos = { x: 0, y: 0, w: 24, h: 1 };
  return { id: 0, type: 'timeseries', title, targets: [{ expr: title }], gridPos };
}

/** Heights of a list in which rows are open, from heights in a row. */
function stacked(panels: Panel[]): Panel[] {
  let [start, bottom] = [0, 0];
  return panels.map((panel) => {
    const y = panel.type === 'row' ? bottom : start + panel.gridPos.y;
    bottom = Math.max(bottom, y + panel.gridPos.h);
    if (panel.type === 'row') start = bottom;
    return { ...panel, gridPos: { ...panel.gridPos, y } };
  });
}

interface Edit {
  kind: 'add' | 'collapse' | 'describe' | 'rename' | 'remove' | 'resize';
  at: number;
}

/** What people do to a dashboard in Grafana, which then writes the heights anew. */
function edit(panels: readonly Panel[], edits: readonly Edit[]): Panel[] {
  const list = structuredClone(panels) as Panel[];
  edits.forEach(({ kind, at }, number) => {
    const panel = list[at % list.length]!;
    const isRow = panel.type === 'row';
    if (kind === 'add') {
      const id = Math.max(...list.map((one) => one.id)) + 1;
      const gridPos = { x: 0, y: 0, w: 9, h: 5 };
      const mine = { ...panelOf(`Mine ${number}`), id, description: `mine ${number}`, gridPos };
      list.splice(at % (list.length + 1), 0, mine);
    } else if (kind === 'collapse' && isRow) panel.collapsed = true;
    else if (kind === 'describe') panel.description = `edit ${number}`;
    else if (kind === 'rename' && !isRow) panel.title = `Renamed ${number}`;
    else if (kind === 'resize' && !isRow) panel.gridPos = { x: 3, y: panel.gridPos.y, w: 7, h: 9 };
    else if (kind === 'remove') list.splice(list.indexOf(panel), 1);
  });
  return collapsed(list);
}

function collapsed(list: readonly Panel[]): Panel[] {
  const shown: Panel[] = [];
  let row: Panel | undefined;
  for (const panel of list) {
    if (panel.type === 'row') row = panel;
    if (row?.collapsed && row !== panel) row.panels!.push(panel);
    else shown.push(panel);
  }
  let y = 0;
  return shown.map((panel) => {
    const gridPos = { ...panel.gridPos, y };
    y += panel.gridPos.h;
    return { ...panel, gridPos };
  });
}

/** Every panel with the row that it is seen in. */
function seen(panels: readonly Panel[]): { panel: Panel; row: string }[] {
  let row = '';
  return panels.flatMap((panel) => {
    if (panel.type !== 'row') return [{ panel, row }];
    row = panel.title;
    return [panel, ...(panel.panels ?? [])].map((one) => ({ panel: one, row }));
  });
}

const byTitle = (panels: readonly Panel[]) =>
  new Map(seen(panels).map((one) => [one.panel.title, one]));

const titles = fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { minLength: 1 });
const dashboards = fc
  .tuple(titles, titles)
  .map(([one, other]) =>
    [one, other].map((letters) => ROWS.map((row) => letters.map((letter) => `${row} ${letter}`))),
  );
const edits = fc.array(
  fc.record({
    kind: fc.constantFrom('describe', 'rename', 'remove', 'resize', 'collapse', 'add'),
    at: fc.nat(60),
  }) as fc.Arbitrary<Edit>,
  { maxLength: 8 },
);

test('whatever is done to a dashboard and to its spec, nothing is lost, doubled or in conflict', () => {
  fc.assert(
    fc.property(dashboards, edits, ([before, after], changes) => {
      const [base, theirs] = [generate(before!), generate(after!)];
      const ours = edit(base, changes);
      const texts = [base, ours, theirs].map((panels) => JSON.stringify({ panels }));
      const merged = mergeJson({ base: texts[0]!, ours: texts[1]!, theirs: texts[2]! })!;
      const panels: Panel[] = JSON.parse(merged.value).panels;
      expect(merged.conflicts).toEqual([]);
      const all = seen(panels).map(({ panel }) => panel);
      expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
      expect(new Set(all.map(({ title }) => title)).size).toBe(all.length);
      const [was, mine] = [byTitle(base), byTitle(ours)];
      const [generated, result] = [byTitle(theirs), byTitle(panels)];
      for (const [title, { panel, row }] of mine) {
        const isEdited = panel.description !== undefined || !was.has(title);
        if (!isEdited && !generated.has(title)) continue;
        const { panel: there, row: itsRow } = result.get(title)!;
        expect([there.description, there.collapsed]).toEqual([panel.description, panel.collapsed]);
        expect(itsRow).toBe(row);
      }
      for (const [title, { row }] of generated) {
        if (was.has(title)) continue;
        expect(result.has(title)).toBe(true);
        if (mine.has(row)) expect(result.get(title)!.row).toBe(row);
      }
      for (const title of result.keys()) expect(mine.has(title) || !was.has(title)).toBe(true);
      for (const list of [panels, ...panels.map((panel) => panel.panels ?? [])]) expectApart(list);
    }),
    { seed: 7, numRuns: 300 },
  );
});

function expectApart(panels: readonly Panel[]): void {
  panels.forEach(({ gridPos: one, title }, index) => {
    for (const { gridPos: other } of panels.slice(index + 1)) {
      const isBeside = one.x >= other.x + other.w || other.x >= one.x + one.w;
      expect(isBeside || one.y >= other.y + other.h || other.y >= one.y + one.h, title).toBe(true);
    }
  });
}
