import { expect, test } from 'vitest';
import { FILE_STATES, type FileState, isDrift, stateOf } from '../../../src/project/file-state.ts';

const none = undefined;

test.each([
  // recorded, rendered, found → state
  ['a', 'a', 'a', 'same'],
  ['a', 'b', 'b', 'same'],
  [none, 'a', 'a', 'same'],
  ['a', 'a', 'x', 'edited'],
  ['a', 'b', 'a', 'outdated'],
  ['a', none, 'a', 'outdated'],
  [none, 'a', none, 'new'],
  ['a', 'b', 'x', 'both'],
  ['a', none, 'x', 'both'],
  [none, 'a', 'x', 'both'],
  ['a', 'a', none, 'deleted'],
  ['a', 'b', none, 'deleted'],
  ['a', none, none, undefined],
])('recorded %s, rendered %s, found %s: %s', (recorded, rendered, found, state) => {
  expect(stateOf({ recorded, rendered, found })).toBe(state);
});

test('only what update would act upon is drift', () => {
  const states = Object.keys(FILE_STATES) as FileState[];
  expect(states.filter(isDrift)).toEqual(['new', 'outdated', 'both']);
});
