import { describe, expect, test } from 'vitest';
import { nextSteps, targetSteps } from '../../../src/commands/create/next-steps.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import type { Runtime, SpecInput } from '../../../src/spec/schema.ts';
import { nextJson, nextLines } from '../../../src/ui/next.ts';
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

describe('on Windows', () => {
  const sql = resolveSpec({
    version: 1,
    name: 'shop',
    pattern: 'sidecar',
    collectors: ['sql'],
    sql: { engine: 'postgresql' },
  } as SpecInput);
  const stepsOn = (platform: NodeJS.Platform, runtime: Runtime) =>
    nextSteps(
      { ...sql, runtime },
      '/there/my shops\\shop',
      {},
      { ...ioOf('/there'), nodeVersion: 'v24.1.0', platform },
    );

  test('a path has no backslash, for which cmd has no quotes', () => {
    expect(stepsOn('win32', 'node')).toContain('cd "my shops/shop"');
  });

  test.each([
    ['node', 'npm start'],
    ['python', expect.stringMatching(/^\.venv.Scripts.python -m shop$/)],
  ] as const)('%s: variables are set by a line of their own', (runtime, start) => {
    const address = 'postgresql://exporter:PASSWORD@localhost:5432/app';
    const steps = stepsOn('win32', runtime);
    const at = steps.findIndex((step) =>
      step.startsWith(`# Set DATABASE_URL to ${address} before`),
    );
    expect(steps[at]).toMatch(/set "NAME=value" in cmd, \$env:NAME="value" in PowerShell\.$/);
    expect(steps[at + 1]).toEqual(start);
    expect(stepsOn('linux', runtime).join('\n')).toContain(`\nDATABASE_URL=${address} `);
  });
});

describe('what is done instead of the last command', () => {
  const spec = resolveSpec({
    version: 1,
    name: 'shop',
    targets: ['compose', 'kubernetes', 'systemd'],
  });
  const next = {
    steps: ['npm start', '# With --once it ends.'],
    alternatives: targetSteps(spec, ['compose', 'kubernetes', 'systemd']),
  };

  test('is kept apart for people, since what runs keeps the port', () => {
    expect(nextLines(next)).toEqual([
      'npm start',
      '# With --once it ends.',
      '# Or with Compose, instead of npm start:',
      'docker compose up --build --detach --wait',
      '# What runs then, and how to see it work: deploy/compose/README.md',
      '# Or on Kubernetes, instead of npm start:',
      '# What the cluster has to have first: deploy/kubernetes/README.md',
      'kubectl apply --server-side --kustomize deploy/kubernetes',
      '# How to install the service: deploy/systemd/README.md',
    ]);
  });

  test('is kept apart for machines, and no sentence is among commands', () => {
    expect(nextJson(next)).toEqual({
      nextSteps: ['npm start'],
      notes: ['With --once it ends.'],
      alternatives: [
        {
          target: 'compose',
          steps: ['docker compose up --build --detach --wait'],
          notes: ['What runs then, and how to see it work: deploy/compose/README.md'],
        },
        {
          target: 'kubernetes',
          steps: ['kubectl apply --server-side --kustomize deploy/kubernetes'],
          notes: ['What the cluster has to have first: deploy/kubernetes/README.md'],
        },
        {
          target: 'systemd',
          steps: [],
          notes: ['How to install the service: deploy/systemd/README.md'],
        },
      ],
    });
  });
});
