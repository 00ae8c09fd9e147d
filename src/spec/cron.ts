import { cronValues, parseCron } from './cron-fields.ts';

/** Minutes between one run and the next: the longest time and the shortest that a schedule allows. */
interface Gaps {
  longest: number;
  shortest: number;
}

/** Why cron, Kubernetes or systemd would not run something on this schedule (five fields), or undefined. */
export function scheduleProblem(schedule: string): string | undefined {
  try {
    return scheduleGaps(schedule) === undefined ? 'There is no such day.' : undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/**
 * The gaps of a schedule that `scheduleProblem` finds nothing wrong with; undefined if there is no such day.
 * Source of the rules: crontab(5), where day of the month and day of the week are alternatives if both are restricted.
 */
export function scheduleGaps(schedule: string): Gaps | undefined {
  const fields = parseCron(schedule);
  const monthDays = fields.day && new Set(cronValues(fields.day));
  const months = fields.month && new Set(cronValues(fields.month));
  const weekdays = fields.weekday && new Set(cronValues(fields.weekday));
  const isRunDay = ({ day, month, weekday }: Day) =>
    (!months || months.has(month)) &&
    (monthDays?.has(day) || weekdays?.has(weekday) || !(monthDays || weekdays));
  const runDays = days()
    .filter(isRunDay)
    .map(({ begins }) => begins);
  if (runDays.length < 2) return undefined;
  const hours = fields.hour ? cronValues(fields.hour) : numbersBelow(24);
  const minutes = fields.minute ? cronValues(fields.minute) : numbersBelow(60);
  const times = hours.flatMap((hour) => minutes.map((minute) => hour * 60 + minute));
  const overnight = times[0]! - times.at(-1)!;
  const gaps = [
    ...differences(times),
    ...differences(runDays).map((difference) => difference + overnight),
  ];
  return { longest: Math.max(...gaps), shortest: Math.min(...gaps) };
}

function numbersBelow(count: number): number[] {
  return Array.from({ length: count }, (_, number) => number);
}

interface Day {
  /** Minutes since 1970 at which it begins. */
  begins: number;
  day: number;
  month: number;
  weekday: number;
}

let calendar: Day[] | undefined;

/** A little more than eight years, so that every day of the calendar comes at least twice. */
function days(): Day[] {
  calendar ??= Array.from({ length: 9 * 366 }, (_, index) => {
    const date = new Date(Date.UTC(2024, 0, 1 + index));
    return {
      begins: date.getTime() / 60_000,
      day: date.getUTCDate(),
      month: date.getUTCMonth() + 1,
      weekday: date.getUTCDay(),
    };
  });
  return calendar;
}

function differences(sorted: readonly number[]): number[] {
  return sorted.slice(1).map((value, index) => value - sorted[index]!);
}
