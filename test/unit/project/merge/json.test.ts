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
