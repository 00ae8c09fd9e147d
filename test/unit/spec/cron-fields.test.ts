import { describe, expect, it } from 'vitest';
import { scheduleProblem } from '../../../src/spec/cron.ts';
import { cronValues, parseCron } from '../../../src/spec/cron-fields.ts';

describe('the fields of a schedule', () => {
  it.each([
    ['* * * * *', {}],
    ['0 3 * * *', { minute: [0], hour: [3] }],
    ['*/20 9-17/4 1,15 * *', { minute: [0, 20, 40], hour: [9, 13, 17], day: [1, 15] }],
    ['5-59/25 * * jan,Mar-apr *', { minute: [5, 30, 55], month: [1, 3, 4] }],
    ['0 0 * * 5-7', { minute: [0], hour: [0], weekday: [0, 5, 6] }],
    ['0 0 13 * fri', { minute: [0], hour: [0], day: [13], weekday: [5] }],
  ])('%s is read as crontab reads it', (schedule, expected) => {
    const fields = Object.entries(parseCron(schedule)).filter(([, field]) => field);
    expect(Object.fromEntries(fields.map(([name, field]) => [name, cronValues(field!)]))).toEqual(
      expected,
    );
  });

  it.each([
    ['60 * * * *', /no minute .*from 0 to 59/],
    ['* 24 * * *', /no hour /],
    ['* * 0 * *', /no day of the month /],
    ['* * * 13 *', /no month .*from 1 to 12/],
    ['* * * * 8', /no day of the week /],
    ['* * * foo *', /no month /],
    ['10-5 * * * *', /no minute as cron/],
    ['*/0 * * * *', /no minute as cron/],
    ['5/10 * * * *', /no minute /],
    ['@daily x y z a', /no minute /],
    ['1,,2 * * * *', /no minute /],
    ['0 0 30 2 *', /There is no such day/],
    ['0 0 31 4,6 *', /There is no such day/],
    ['0 0 */2 * 1', /mean different things/],
  ])('%s is refused', (schedule, message) => {
    expect(scheduleProblem(schedule)).toMatch(message);
  });
});
