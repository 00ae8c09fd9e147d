import { expect, test } from 'vitest';
import { mergeJson } from '../../../../src/project/merge/json.ts';

const text = (value: unknown) => JSON.stringify(value);
const merge = (base: unknown, ours: unknown, theirs: unknown) => {
  const { value, conflicts } = mergeJson({
    base: text(base),
    ours: text(ours),
    theirs: text(theirs),
  })!;
  return { value: JSON.parse(value), conflicts };
};

const panel = (id: number, title: string, more: object = {}) => ({
  id,
  type: 'timeseries',
  title,
  ...more,
});

test('panels of a dashboard are told apart by what was generated, and keep what their owner changed', () => {
  const base = { panels: [panel(1, 'Orders', { x: 0 }), panel(2, 'Memory', { x: 1 })] };
  const ours = {
    panels: [panel(3, 'Mine'), panel(2, 'RAM', { x: 1 }), panel(1, 'Orders', { x: 0, w: 9 })],
  };
  const theirs = {
    panels: [panel(1, 'Orders', { x: 0 }), panel(2, 'Refunds'), panel(3, 'Memory', { x: 2 })],
  };
  const { value, conflicts } = merge(base, ours, theirs);
  expect(conflicts).toEqual([]);
  expect(value.panels).toEqual([
    panel(4, 'Mine'),
    panel(3, 'RAM', { x: 2 }),
    panel(1, 'Orders', { x: 0, w: 9 }),
    panel(2, 'Refunds'),
  ]);
  theirs.panels[0] = panel(1, 'Orders', { x: 0, w: 3 });
  expect(merge(base, ours, theirs).conflicts).toEqual(['panels › timeseries Orders › w']);
});

test('a panel of the owner is theirs in every later merge, and no id is there twice', () => {
  const generated = (...titles: string[]) => ({
    panels: titles.map((title, index) => panel(index + 1, title, { x: index })),
  });
  const first = generated('Orders', 'Memory');
  const second = generated('Orders', 'Refunds', 'Memory');
  const third = generated('Orders', 'Refunds', 'Returns', 'Memory');
  const mine = { panels: [panel(3, 'Mine', { x: 9 }), ...first.panels] };
  const once = merge(first, mine, second);
  const twice = merge(second, once.value, third);
  expect([...once.conflicts, ...twice.conflicts]).toEqual([]);
  expect(once.value.panels).toEqual([panel(4, 'Mine', { x: 9 }), ...second.panels]);
  expect(twice.value.panels).toEqual([panel(5, 'Mine', { x: 9 }), ...third.panels]);
});

test('panels that another program numbered anew are the same panels', () => {
  const base = { panels: [panel(1, 'Orders', { x: 0 }), panel(2, 'Memory', { x: 1 })] };
  const ours = { panels: [panel(2, 'Orders', { x: 0, w: 9 }), panel(7, 'Memory', { x: 1 })] };
  const theirs = {
    panels: [panel(1, 'Orders', { x: 0 }), panel(2, 'Refunds'), panel(3, 'Memory', { x: 2 })],
  };
  const { value, conflicts } = merge(base, ours, theirs);
  expect(conflicts).toEqual([]);
  expect(value.panels).toEqual([
    panel(1, 'Orders', { x: 0, w: 9 }),
    panel(2, 'Refunds'),
    panel(3, 'Memory', { x: 2 }),
  ]);
});

test('a new panel with the id of one that its owner deleted is no rename of that', () => {
  const query = (expr: string) => ({ targets: [{ expr }] });
  const memory = panel(2, 'Memory', query('memory'));
  const base = { panels: [panel(1, 'Orders'), memory] };
  const mine = panel(2, 'Mine', query('mine'));
  const ours = { panels: [panel(1, 'Orders'), mine] };
  const theirs = { panels: [panel(1, 'Orders'), panel(2, 'Refunds'), { ...memory, id: 3 }] };
  const { value, conflicts } = merge(base, ours, theirs);
  expect(conflicts).toEqual([]);
  expect(value.panels).toEqual([panel(1, 'Orders'), panel(2, 'Refunds'), { ...mine, id: 4 }]);
});

test('a copy of a panel is a panel of the owner, with an id of its own', () => {
  const base = { panels: [panel(1, 'Orders')] };
  const ours = { panels: [panel(1, 'Orders', { w: 9 }), panel(2, 'Orders')] };
  const theirs = { panels: [panel(1, 'Orders', { x: 7 }), panel(2, 'Refunds')] };
  const { value, conflicts } = merge(base, ours, theirs);
  expect(conflicts).toEqual([]);
  expect(value.panels).toEqual([
    panel(1, 'Orders', { w: 9, x: 7 }),
    panel(2, 'Refunds'),
    panel(3, 'Orders'),
  ]);
});

const row = (id: number, panels?: object[]) => ({
  id,
  type: 'row',
  title: 'Runtime',
  collapsed: panels !== undefined,
  panels: panels ?? [],
});

test('the panels of a row that its owner opened or collapsed are the same panels', () => {
  const inside = (x: number) => [panel(2, 'Memory', { x }), panel(3, 'CPU')];
  const collapsed = (x: number, more: object[] = []) => ({
    panels: [row(1, [...inside(x), ...more])],
  });
  const open = (x: number, more: object[] = []) => ({ panels: [row(1), ...inside(x), ...more] });
  const added = panel(4, 'Threads');
  expect(merge(collapsed(0), open(0), collapsed(7, [added]))).toEqual({
    value: open(7, [added]),
    conflicts: [],
  });
  expect(merge(open(0), collapsed(0), open(7, [added]))).toEqual({
    value: collapsed(7, [added]),
    conflicts: [],
  });
});

test('an id in a collapsed row is not given again outside of it', () => {
  const base = { panels: [row(1, [panel(2, 'Memory')])] };
  const ours = { panels: [...base.panels, panel(3, 'Mine')] };
  const theirs = { panels: [panel(1, 'Orders'), row(2, [panel(3, 'Memory')])] };
  const { value } = merge(base, ours, theirs);
  expect(value.panels).toContainEqual(row(2, [panel(3, 'Memory')]));
  expect(value.panels).toContainEqual(panel(4, 'Mine'));
});

const at = (x: number, y: number, w: number, h = 8) => ({ gridPos: { x, y, w, h } });
const rowAt = (id: number, y: number, title: string, panels?: object[]) => ({
  ...row(id, panels),
  title,
  ...at(0, y, 24, 1),
});

test('a row that is collapsed moves what is below, and where a panel stands is never a conflict', () => {
  const base = {
    panels: [
      rowAt(1, 0, 'Metrics'),
      panel(2, 'Orders', at(0, 1, 24)),
      rowAt(3, 9, 'Process'),
      panel(4, 'Memory', at(0, 10, 12)),
      panel(5, 'CPU', at(12, 10, 12)),
    ],
  };
  // Grafana moves up what is below the row that was collapsed; the owner made one panel wider than the other.
  const ours = {
    panels: [
      rowAt(1, 0, 'Metrics', [panel(2, 'Orders', at(0, 1, 24))]),
      rowAt(3, 1, 'Process'),
      panel(4, 'Memory', at(0, 2, 18)),
      panel(5, 'CPU', at(18, 2, 6)),
    ],
  };
  const theirs = {
    panels: [
      rowAt(1, 0, 'Metrics'),
      panel(2, 'Orders', at(0, 1, 12)),
      panel(3, 'Refunds', at(12, 1, 12)),
      rowAt(4, 9, 'Process'),
      panel(5, 'Memory', at(0, 10, 8)),
      panel(6, 'CPU', at(8, 10, 8)),
      panel(7, 'Threads', at(16, 10, 8)),
    ],
  };
  expect(merge(base, ours, theirs)).toEqual({
    value: {
      panels: [
        rowAt(1, 0, 'Metrics', [
          panel(2, 'Orders', at(0, 1, 12)),
          panel(3, 'Refunds', at(12, 1, 12)),
        ]),
        rowAt(4, 1, 'Process'),
        panel(5, 'Memory', at(0, 2, 18)),
        panel(6, 'CPU', at(18, 2, 6)),
        // Below those that the owner made wider.
        panel(7, 'Threads', at(16, 10, 8)),
      ],
    },
    conflicts: [],
  });
});

test('a panel that its owner put on top moves all others, and none of them is in conflict', () => {
  const base = { panels: [rowAt(1, 0, 'Metrics'), panel(2, 'Orders', at(0, 1, 24))] };
  const mine = panel(3, 'Mine', at(0, 0, 12, 5));
  const ours = {
    panels: [mine, rowAt(1, 5, 'Metrics'), panel(2, 'Orders', at(0, 6, 24))],
  };
  const theirs = {
    panels: [
      rowAt(1, 0, 'Metrics'),
      panel(2, 'Refunds', at(0, 1, 24)),
      panel(3, 'Orders', at(0, 9, 24)),
    ],
  };
  expect(merge(base, ours, theirs)).toEqual({
    value: {
      panels: [
        { ...mine, id: 4 },
        rowAt(1, 5, 'Metrics'),
        panel(2, 'Refunds', at(0, 6, 24)),
        panel(3, 'Orders', at(0, 14, 24)),
      ],
    },
    conflicts: [],
  });
});

test('a dashboard that Grafana exported, with its keys sorted, keeps that order', () => {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sorted);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([key, below]) => [key, sorted(below)]),
    );
  };
  const base = {
    title: 'Shop',
    panels: [panel(1, 'Orders', { gridPos: { h: 1, w: 2, x: 0, y: 0 } })],
  };
  const theirs = { title: 'Shop', panels: [...base.panels, panel(2, 'Refunds', { a: 1 })] };
  const { value } = mergeJson({
    base: text(base),
    ours: text(sorted(base)),
    theirs: text(theirs),
  })!;
  const [known, added] = JSON.parse(value).panels;
  expect(Object.keys(JSON.parse(value))).toEqual(['panels', 'title']);
  expect(Object.keys(known)).toEqual(['gridPos', 'id', 'title', 'type']);
  expect(added).toEqual(theirs.panels[1]);
});
