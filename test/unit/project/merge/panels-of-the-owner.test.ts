import { expect, test } from 'vitest';
import { mergeJson } from '../../../../src/project/merge/json.ts';

const merge = (base: object[], ours: object[], theirs: object[]) => {
  const [one, two, three] = [base, ours, theirs].map((panels) => JSON.stringify({ panels }));
  const { value, conflicts } = mergeJson({ base: one!, ours: two!, theirs: three! })!;
  expect(conflicts).toEqual([]);
  return JSON.parse(value).panels;
};

const panel = (id: number, title: string, more: object = {}) => ({
  id,
  type: 'timeseries',
  title,
  targets: [{ expr: title }],
  ...more,
});
const row = (id: number, title: string, inside?: object[]) => ({
  id,
  type: 'row',
  title,
  collapsed: inside !== undefined,
  panels: inside ?? [],
});
const mine = (id: number) => panel(id, 'Mine');

test('panels go with a row that is generated under another title', () => {
  const edited = { description: 'edited' };
  expect(
    merge(
      [row(1, 'To 2', [panel(2, 'a'), panel(3, 'b')])],
      [row(1, 'To 2', [panel(2, 'a', edited), panel(3, 'b'), mine(4)])],
      [row(1, 'To 3', [panel(2, 'a'), panel(3, 'b'), panel(4, 'c')])],
    ),
  ).toEqual([row(1, 'To 3', [panel(2, 'a', edited), panel(3, 'b'), panel(4, 'c'), mine(5)])]);
});

test('a panel that its owner shows in another way is still updated', () => {
  const gauge = { type: 'gauge' };
  expect(
    merge(
      [panel(1, 'a')],
      [panel(1, 'a', gauge)],
      [panel(1, 'a', { targets: [{ expr: 'rate(a[5m])' }] })],
    ),
  ).toEqual([panel(1, 'a', { ...gauge, targets: [{ expr: 'rate(a[5m])' }] })]);
});

test('a panel that got a new title and one more query is still the same', () => {
  const more = { targets: [{ expr: 'a' }, { expr: 'other' }] };
  const theirs = [panel(1, 'a', { unit: 's' })];
  expect(merge([panel(1, 'a')], [panel(1, 'b', more)], theirs)).toEqual([
    panel(1, 'b', { ...more, unit: 's' }),
  ]);
});

test('panels without a row are not taken into one that is new', () => {
  const before = [row(1, 'A', [panel(2, 'a')]), row(3, 'B'), panel(4, 'b')];
  const after = [
    row(1, 'New'),
    panel(2, 'n'),
    row(3, 'A', [panel(4, 'a')]),
    row(5, 'Newer'),
    panel(6, 'm'),
    row(7, 'B'),
    panel(8, 'b'),
  ];
  const [top, between] = [panel(5, 'Top'), panel(6, 'Between')];
  const ours = [top, before[0]!, between, ...before.slice(1)];
  expect(merge(before, ours, after)).toEqual([
    { ...top, id: 9 },
    ...after.slice(0, 3),
    { ...between, id: 10 },
    ...after.slice(3),
  ]);
});

test('a panel that both have added is one, whichever ids they gave it', () => {
  const ours = [panel(1, 'a'), panel(7, 'b', { description: 'mine' })];
  expect(merge([panel(1, 'a')], ours, [panel(1, 'a'), panel(2, 'b')])).toEqual([
    panel(1, 'a'),
    panel(2, 'b', { description: 'mine' }),
  ]);
});

test('a row that was only collapsed goes when it is not generated any more, its panels do not', () => {
  const base = [row(1, 'A'), panel(2, 'a'), row(3, 'B'), panel(4, 'b')];
  const ours = [row(1, 'A'), panel(2, 'a'), row(3, 'B', [panel(4, 'b'), mine(5)])];
  const theirs = [row(1, 'A'), panel(2, 'a')];
  expect(merge(base, ours, theirs)).toEqual([...theirs, mine(5)]);
});

test('a copy in front of a panel does not take its place', () => {
  const copy = panel(2, 'a', { description: 'copy' });
  const edited = panel(1, 'a', { description: 'edited' });
  expect(merge([panel(1, 'a')], [copy, edited], [panel(1, 'a', { unit: 's' })])).toEqual([
    copy,
    { ...edited, unit: 's' },
  ]);
});
