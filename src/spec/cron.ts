import { cronValues, parseCron } from './cron-fields.ts';

/** Minutes between one run and the next: the longest time and the shortest that a schedule allows. */
export interface Gaps {
  longest: number;
  shortest: number;
}

const DAY = 1_440;

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
  const { minute, hour, day, month, weekday } = parseCron(schedule);
  const [days, months, weekdays] = [day, month, weekday].map(
    (ranges) => ranges && new Set(cronValues(ranges)),
  );
  const isMonth = (date: Date) => !months || months.has(date.getUTCMonth() + 1);
  const isDay = (date: Date) =>
    days?.has(date.getUTCDate()) || weekdays?.has(date.getUTCDay()) || !(days || weekdays);
  const hours = hour ? cronValues(hour) : numbersBelow(24);
  const minutes = minute ? cronValues(minute) : numbersBelow(60);
  const times = hours.flatMap((inDay) => minutes.map((inHour) => inDay * 60 + inHour));
  const matching = daysOfEightYears()
    .filter((date) => isMonth(date) && isDay(date))
    .map((date) => date.getTime() / 60_000);
  if (matching.length < 2) return undefined;
  const overnight = times[0]! - times.at(-1)!;
  const gaps = [
    ...differences(times),
    ...differences(matching).map((difference) => difference + overnight),
  ];
  // A year of daily runs has few different gaps, so this list is short.
  const different = [...new Set(gaps)];
  return { longest: Math.max(...different), shortest: Math.min(...different) };
}

function numbersBelow(count: number): number[] {
  return Array.from({ length: count }, (_, number) => number);
}

/** Two leap years apart and a bit, so that every calendar day comes at least twice. */
function daysOfEightYears(): Date[] {
  const start = Date.UTC(2024, 0, 1);
  return Array.from({ length: 9 * 366 }, (_, day) => new Date(start + day * DAY * 60_000));
}

function differences(sorted: readonly number[]): number[] {
  return sorted.slice(1).map((value, index) => value - sorted[index]!);
}
