import { expect, test } from 'vitest';
import { isSameJson, mergeJson } from '../../../../src/project/merge/json.ts';

const text = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const merge = (base: unknown, ours: unknown, theirs: unknown) => {
  const { value, conflicts } = mergeJson({
    base: text(base),
    ours: text(ours),
    theirs: text(theirs),
  })!;
  return { value: JSON.parse(value), conflicts };
};

test('what both sides added, changed or removed comes together, in the order of the owner', () => {
  const base = { scripts: { start: 's', test: 't' }, dependencies: { b: '1', d: '1', x: '1' } };
  const ours = { scripts: { start: 'mine', test: 't' }, dependencies: { a: '1', b: '1', x: '1' } };
  const theirs = {
    scripts: { start: 's', test: 'new' },
    dependencies: { b: '2', c: '2', d: '1' },
  };
  const { value, conflicts } = merge(base, ours, theirs);
  expect(conflicts).toEqual([]);
  expect(value).toEqual({
    scripts: { start: 'mine', test: 'new' },
    dependencies: { a: '1', b: '2', c: '2' },
  });
  expect(Object.keys(value.dependencies)).toEqual(['a', 'b', 'c']);
});

test('what the owner removed stays removed; what the owner changed stays though it is not generated any more', () => {
  const base = { dependencies: { a: '1', b: '1' } };
  expect(merge(base, { dependencies: { b: '5' } }, { dependencies: { a: '2' } })).toEqual({
    value: { dependencies: { b: '5' } },
    conflicts: [],
  });
});

test('the same key changed differently is a conflict, and the owner’s value stays', () => {
  const at = (a: string, b: string) => ({ dependencies: { a, b } });
  expect(merge(at('1', '1'), at('2', '1'), at('3', '3'))).toEqual({
    value: at('2', '3'),
    conflicts: ['dependencies › a'],
  });
});

test('version and checksum of a locked package are never mixed', () => {
  const at = (version: string, license: string) => ({
    packages: { 'node_modules/a': { version, integrity: version, license } },
  });
  expect(merge(at('1', 'MIT'), at('2', 'MIT'), at('1', 'ISC'))).toEqual({
    value: at('2', 'MIT'),
    conflicts: ['packages › node_modules/a'],
  });
});

test('keys that JavaScript has for itself are keys like any other', () => {
  const theirs = JSON.parse('{"__proto__": {"a": 1}, "constructor": 1}');
  const { value } = mergeJson({ base: '{}', ours: '{"b": 1}', theirs: text(theirs) })!;
  expect(Object.keys(JSON.parse(value))).toEqual(['__proto__', 'constructor', 'b']);
});

test('the indentation is the owner’s', () => {
  const { value } = mergeJson({ base: '{}', ours: '{\n\t"a": 1\n}', theirs: '{"b": 1}' })!;
  expect(value).toContain('\n\t"b": 1');
});

test.each(['', '[]', 'null', '{ // comment\n}'])(
  '%j is no JSON object: merged by lines',
  (ours) => {
    expect(mergeJson({ base: '{}', ours, theirs: '{}' })).toBeUndefined();
    expect(isSameJson(ours, '{}')).toBe(false);
  },
);

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
