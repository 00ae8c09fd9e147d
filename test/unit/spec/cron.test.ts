import { describe, expect, it } from 'vitest';
import { scheduleGaps, scheduleProblem } from '../../../src/spec/cron.ts';

const HOUR = 60;
const DAY = 24 * HOUR;

describe('the gaps of a schedule', () => {
  it.each([
    ['0 3 * * *', DAY, DAY],
    ['* * * * *', 1, 1],
    ['*/15 * * * *', 15, 15],
    ['*/25 * * * *', 25, 10],
    ['0 9-17/4 * * mon-fri', 2 * DAY + 16 * HOUR, 4 * HOUR],
    ['30 2 * * 1-5', 3 * DAY, DAY],
    ['0 0 * * 7', 7 * DAY, 7 * DAY],
    ['0 0 1 * *', 31 * DAY, 28 * DAY],
    ['0 0 1,15 jan *', 352 * DAY, 14 * DAY],
    // Day of the month or day of the week, as cron has it.
    ['0 0 13 * 5', 7 * DAY, DAY],
    ['0 0 29 2 *', 1461 * DAY, 1461 * DAY],
  ])('%s', (schedule, longest, shortest) => {
    expect(scheduleProblem(schedule)).toBeUndefined();
    expect(scheduleGaps(schedule)).toEqual({ longest, shortest });
  });
});

describe('a schedule', () => {
  it.each([
    ['60 * * * *', '"60" is no minute as cron knows it'],
    ['0 24 * * *', '"24" is no hour'],
    ['0 0 0 * *', '"0" is no day of the month'],
    ['0 0 * * sunday', '"sunday" is no day of the week'],
    ['5-1 * * * *', '"5-1" is no minute'],
    ['5/2 * * * *', '"5/2" is no minute'],
    ['*/0 * * * *', '"*/0" is no minute'],
    ['0 0 ? * *', '"?" is no day of the month'],
    ['0 0 30 2 *', 'There is no such day.'],
  ])('that cron would not run is refused: %s', (schedule, message) => {
    expect(scheduleProblem(schedule)).toContain(message);
  });
});
