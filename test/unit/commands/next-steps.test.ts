import { expect, test } from 'vitest';
import { nextSteps } from '../../../src/commands/create/next-steps.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import type { Runtime } from '../../../src/spec/schema.ts';
import { ioOf } from '../../cli/update/project.ts';

const stepsOf = (runtime: Runtime, nodeVersion: string) =>
  nextSteps(
    resolveSpec({ version: 1, name: 'shop', runtime }),
    '/there/shop',
    {},
    { ...ioOf('/there'), nodeVersion },
  );

test('a Node.js that cannot run the project is told of before the commands that need it', () => {
  expect(stepsOf('node', 'v20.20.2')).toEqual([
    '# node is v20.20.2, and the project asks for ^22.16 || ^24 || >=26. Put such a version first on PATH.',
    'cd shop',
    'npm ci',
    'npm test',
    'npm start',
  ]);
});

test.each([
  ['node', 'v24.1.0'],
  ['python', 'v20.20.2'],
] as const)('nothing is said of %s with Node.js %s', (runtime, version) => {
  expect(stepsOf(runtime, version)[0]).toBe('cd shop');
});
