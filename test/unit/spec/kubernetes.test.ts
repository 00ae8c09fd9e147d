import { expect, it } from 'vitest';
import { draftFromFlags, overlay } from '../../../src/commands/create/input.ts';
import { problemsOf } from '../../../src/spec/problems.ts';

const base = { version: 1, name: 'shop' };

it.each([
  [
    { targets: ['kubernetes'], kubernetes: { namespace: 'My Space' } },
    '"My Space" is no namespace of Kubernetes: lower-case letters, digits and hyphens, at most 63.',
  ],
  [
    { targets: ['kubernetes'], kubernetes: { release: '-x' } },
    '"-x" is no value of a Kubernetes label: letters, digits, dots, hyphens and underscores, at most 63.',
  ],
  [
    { targets: ['docker'], kubernetes: { release: 'x' } },
    '"kubernetes" belongs to the target kubernetes, which is not among the targets: name it there (--target kubernetes).',
  ],
  [
    { kubernetes: {} },
    '"kubernetes" belongs to the target kubernetes, which is not among the targets: name it there (--target kubernetes).',
  ],
])('%j is refused', (fields, message) => {
  expect(problemsOf({ ...base, ...fields }).map((problem) => problem.message)).toEqual([message]);
});

it('is told by flags, one setting over that of a file', () => {
  const fields = draftFromFlags({ kubernetesRelease: 'prometheus' }, []);
  expect(fields).toEqual({ kubernetes: { release: 'prometheus' } });
  const file = { kubernetes: { namespace: 'shop', release: 'other' } };
  expect(overlay(file, fields)).toEqual({
    kubernetes: { namespace: 'shop', release: 'prometheus' },
  });
});
