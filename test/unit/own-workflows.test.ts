import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

interface Step {
  run?: string;
  env?: Record<string, string>;
}

interface Job {
  steps: Step[];
}

const jobsOf = (workflow: string): Record<string, Job> =>
  parse(readFileSync(`.github/workflows/${workflow}.yml`, 'utf8')).jobs;

test('where CI installs no tools, it does not ask for them', () => {
  const { complete, portable } = jobsOf('ci');
  expect(complete!.steps.map(({ run }) => run)).toContain('bash .ci/run');
  const unit = portable!.steps.find(({ run }) => run === 'npm run test:unit');
  expect(unit?.env).toEqual({ CI: 'false' });
});
