import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

interface Step {
  run?: string;
  env?: Record<string, string>;
}

interface Job {
  needs?: string;
  permissions?: Record<string, string>;
  steps: Step[];
}

function workflowOf(name: string): { permissions: Job['permissions']; jobs: Record<string, Job> } {
  return parse(readFileSync(`.github/workflows/${name}.yml`, 'utf8'));
}

test('where CI installs no tools, it does not ask for them', () => {
  const { complete, portable } = workflowOf('ci').jobs;
  expect(complete!.steps.map(({ run }) => run)).toContain('bash .ci/run');
  const unit = portable!.steps.find(({ run }) => run === 'npm run test:unit');
  expect(unit?.env).toEqual({ CI: 'false' });
});

test('what runs code of dependencies has no right to write, and what has it runs none', () => {
  const { permissions, jobs } = workflowOf('release');
  const { test: tested, publish } = jobs;
  expect(Object.keys(jobs)).toEqual(['test', 'publish']);
  expect(permissions).toEqual({ contents: 'read' });
  expect(tested!.permissions).toBeUndefined();
  expect(tested!.steps.map(({ run }) => run)).toContain('bash .ci/run');
  expect(publish).toMatchObject({
    needs: 'test',
    permissions: { contents: 'write', 'id-token': 'write' },
  });
  const commands = publish!.steps.flatMap(({ run }) => run ?? []);
  expect(commands).toEqual([
    expect.stringMatching(/^npm publish \.\/.*\.tgz --ignore-scripts /),
    expect.stringMatching(/^gh release create /),
  ]);
});
