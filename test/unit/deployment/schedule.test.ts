import fc from 'fast-check';
import { expect, it } from 'vitest';
import { kubernetesSchedule } from '../../../src/deployment/kubernetes/schedule.ts';
import { onCalendar } from '../../../src/deployment/systemd/timer.ts';
import { scheduleGaps, scheduleProblem } from '../../../src/spec/cron.ts';
import { parseCron } from '../../../src/spec/cron-fields.ts';

const DAY = 24 * 60;
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** Eight years, so that every day of the calendar is among them with every day of the week around it. */
const DATES = Array.from({ length: 9 * 366 }, (_, day) => new Date(Date.UTC(2024, 0, 1 + day)));

/** Days on which something runs, by their position in DATES, and the minutes at which it does. */
interface Runs {
  days: number[];
  minutes: number[];
}

/** Compared as text, which takes a moment where lists take long. */
const textOf = ({ days, minutes }: Runs) => `${days.join()} at ${minutes.join()}`;

/** The numbers of one field, spelled as in crontab(5). */
function numbers(field: string, first: number, last: number): Set<number> {
  const found = new Set<number>();
  for (const part of field.split(',')) {
    const [range = '', step = '1'] = part.split('/');
    const [from = '', to = from] = range === '*' ? [`${first}`, `${last}`] : range.split('-');
    for (let value = Number(from); value <= Number(to); value += Number(step)) found.add(value);
  }
  return found;
}

/** The runs of five fields; `isFree` says of a field of days whether the other one decides alone. */
function cronRuns(schedule: string, isFree: (field: string) => boolean): Runs {
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = schedule.split(' ');
  const months = numbers(month, 1, 12);
  const monthDays = numbers(day, 1, 31);
  const weekdays = new Set([...numbers(weekday, 0, 6)].map((number) => number % 7));
  const either = !isFree(day) && !isFree(weekday);
  const runsOn = (date: Date) => {
    const found = [monthDays.has(date.getUTCDate()), weekdays.has(date.getUTCDay())];
    const isDay = either ? found.includes(true) : !found.includes(false);
    return isDay && months.has(date.getUTCMonth() + 1);
  };
  const minutes = [...numbers(hour, 0, 23)].flatMap((hours) =>
    [...numbers(minute, 0, 59)].map((past) => hours * 60 + past),
  );
  return { days: daysWhere(runsOn), minutes: ascending(minutes) };
}

/** The runs of `Mon..Fri *-01,04-01..15 08:00,30:00` and its like; with several, either is enough. */
function systemdRuns(events: string[]): Runs {
  const has = (list: string, value: number) =>
    list.split(',').some((part) => {
      const [from = '', to = from] = part.split('..');
      return part === '*' || (Number(from) <= value && value <= Number(to));
    });
  const hasWeekday = (list: string, weekday: number) => {
    const fromMonday = (name: string) => (WEEKDAYS.indexOf(name) + 6) % 7;
    return list.split(',').some((part) => {
      const [from = '', to = from] = part.split('..').map(fromMonday);
      const value = (weekday + 6) % 7;
      return Number(from) <= value && value <= Number(to);
    });
  };
  const words = events.map((event) => event.split(' '));
  const runsOn = (date: Date) =>
    words.some((parts) => {
      const [, month = '', day = ''] = parts.at(-2)!.split('-');
      return (
        has(month, date.getUTCMonth() + 1) &&
        has(day, date.getUTCDate()) &&
        (parts.length === 2 || hasWeekday(parts[0]!, date.getUTCDay()))
      );
    });
  const [hours = '', past = ''] = words[0]!.at(-1)!.split(':');
  const minutes = Array.from({ length: DAY }, (_, minute) => minute).filter(
    (minute) => has(hours, Math.floor(minute / 60)) && has(past, minute % 60),
  );
  return { days: daysWhere(runsOn), minutes };
}

function daysWhere(runsOn: (date: Date) => boolean): number[] {
  return DATES.flatMap((date, index) => (runsOn(date) ? [index] : []));
}

function ascending(values: number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}

/** The longest and the shortest time from one run to the next, by going through them all. */
function gapsOf({ days, minutes }: Runs) {
  let longest = 0;
  let shortest = Number.POSITIVE_INFINITY;
  let last: number | undefined;
  for (const day of days) {
    for (const minute of minutes) {
      const now = day * DAY + minute;
      longest = Math.max(longest, now - (last ?? now));
      if (last !== undefined) shortest = Math.min(shortest, now - last);
      last = now;
    }
  }
  return { longest, shortest };
}

/** A field as people write it, the whole of it spelled as a range included. */
function field(first: number, last: number): fc.Arbitrary<string> {
  const value = fc.integer({ min: first, max: last });
  const step = fc.constantFrom('', '/1', '/2', '/5', '/30');
  const range = fc
    .tuple(value, value, step)
    .map(([a, b, by]) => `${Math.min(a, b)}-${Math.max(a, b)}${by}`);
  const part = fc.oneof(value.map(String), range, fc.constant(`${first}-${last}`));
  return fc.oneof(
    fc.constant('*'),
    step.map((by) => `*${by}`),
    fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(',')),
  );
}

const schedules = fc
  .tuple(field(0, 59), field(0, 23), field(1, 31), field(1, 12), field(0, 7))
  .map((fields) => fields.join(' '))
  .filter((schedule) => scheduleProblem(schedule) === undefined);

it('has the same runs for cron, Kubernetes and systemd, and the gaps that lie between them', () => {
  fc.assert(
    fc.property(schedules, (schedule) => {
      const fields = parseCron(schedule);
      // crontab(5): a field that begins with a star is free.
      const expected = cronRuns(schedule, (text) => text.startsWith('*'));
      // Kubernetes: a star with a step is none.
      const kubernetes = cronRuns(kubernetesSchedule(fields), (text) => text === '*');
      expect(textOf(kubernetes)).toBe(textOf(expected));
      expect(textOf(systemdRuns(onCalendar(fields)))).toBe(textOf(expected));
      expect(scheduleGaps(schedule)).toEqual(gapsOf(expected));
    }),
    { numRuns: 50, examples: [['0 3 1-31 * 1'], ['0 3 1 * 0-6'], ['0 3 * * 0-7']] },
  );
}, 60_000);
