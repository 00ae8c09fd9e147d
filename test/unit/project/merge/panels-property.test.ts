import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeJson } from '../../../../src/project/merge/json.ts';
import {
  type Edit,
  editDashboard,
  generateDashboard,
  KINDS,
  type Panel,
  rowOf,
  shown,
} from './dashboards.ts';

const metrics = fc.subarray([...'abcdefgh'], { minLength: 1 });
const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.record({ kind: fc.constantFrom(...KINDS), section: fc.nat(9), panel: fc.nat(9) }),
  { maxLength: 6 },
);
const updates = fc.array(fc.tuple(edits, metrics), { minLength: 1, maxLength: 3 });

test('whatever is done to a dashboard and to its spec, update after update, nothing is lost', () => {
  fc.assert(
    fc.property(metrics, updates, (first, rounds) => {
      let base = generateDashboard(first);
      let ours = base;
      for (const [index, [changes, names]] of rounds.entries()) {
        ours = editDashboard(ours, changes, `${index}`);
        const theirs = generateDashboard(names);
        const merged = merge(base, ours, theirs);
        expectMerged({ base, ours, theirs }, merged);
        [base, ours] = [theirs, merged];
      }
    }),
    { seed: 7, numRuns: 400 },
  );
});

function merge(...versions: [base: Panel[], ours: Panel[], theirs: Panel[]]): Panel[] {
  const [base, ours, theirs] = versions.map((panels) => JSON.stringify({ panels }));
  const merged = mergeJson({ base: base!, ours: ours!, theirs: theirs! })!;
  expect(merged.conflicts).toEqual([]);
  return JSON.parse(merged.value).panels;
}

function expectMerged(
  { base, ours, theirs }: Record<'base' | 'ours' | 'theirs', Panel[]>,
  merged: Panel[],
): void {
  const all = shown(merged);
  const titles = new Set(all.map(({ title }) => title));
  expect(new Set(all.map(({ id }) => id)).size, 'ids').toBe(all.length);
  for (const panel of shown(ours).filter(({ description }) => description)) {
    const same = all.filter(({ description }) => description === panel.description);
    expect(same, panel.description).toHaveLength(1);
    const { type, title, targets } = same[0]!;
    expect({ type, title, targets }).toEqual({
      type: panel.type,
      title: panel.title,
      targets: panel.targets,
    });
    // It is in the row that its owner put it into; where that was generated, it goes with what is generated.
    const row = rowOf(ours, panel);
    const before = shown(base).find((one) => nameOf(one) === nameOf(panel));
    const isMoved = before === undefined || rowOf(base, before) !== row;
    if (!/^(add|duplicate|move) /.test(panel.description!) || !isMoved) continue;
    if (row === '' || titles.has(row)) expect(rowOf(merged, same[0]!), title).toBe(row);
  }
  const [was, mine] = [base, ours].map((panels) => new Set(shown(panels).map(nameOf)));
  for (const panel of shown(theirs)) {
    const count = all.filter((one) => nameOf(one) === nameOf(panel)).length;
    if (was!.has(nameOf(panel)) || mine!.has(nameOf(panel))) continue;
    expect(count, `${panel.title} is new`).toBe(1);
  }
  for (const list of [merged, ...merged.map(({ panels = [] }) => panels)]) expectApart(list);
}

function nameOf({ type, title }: Panel): string {
  return `${type} ${title}`;
}

function expectApart(panels: readonly Panel[]): void {
  panels.forEach(({ gridPos: one, title }, index) => {
    for (const { gridPos: other } of panels.slice(index + 1)) {
      const isBeside = one.x >= other.x + other.w || other.x >= one.x + one.w;
      expect(isBeside || one.y >= other.y + other.h || other.y >= one.y + one.h, title).toBe(true);
    }
  });
}
