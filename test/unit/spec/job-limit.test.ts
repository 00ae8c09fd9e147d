import { expect, it } from 'vitest';
import { jobTimeLimit } from '../../../src/spec/job-limit.ts';

it.each([
  ['* * * * *', 0.75],
  ['*/2 * * * *', 1.5],
  ['*/5 * * * *', 4],
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

it.each([1, 2, 3, 4, 5, 6, 10, 12])(
  'a run every %d minutes has ended when the next is due',
  (minutes) => {
    const limit = jobTimeLimit({ batch: { stages: [], schedule: `*/${minutes} * * * *` } });
    // Told to stop, it takes up to nine seconds.
    expect(limit + 9).toBeLessThan(minutes * 60);
    expect(limit).toBeGreaterThan(minutes * 60 * 0.6);
  },
);
