import { expect, it } from 'vitest';
import { jobTimeLimit } from '../../../src/spec/job-limit.ts';

it.each([
  ['* * * * *', 5],
  ['*/15 * * * *', 10],
  ['*/30 * * * *', 20],
  ['0 * * * *', 45],
  ['0 */2 * * *', 90],
  ['0 */6 * * *', 4 * 60],
  ['0 3 * * *', 19 * 60],
  ['0 3 1 * *', 24 * 60],
])('a run on the schedule %s may take %d minutes', (schedule, minutes) => {
  expect(jobTimeLimit({ batch: { stages: [], schedule } })).toBe(minutes * 60);
});
