/** Minutes between one run and the next: the longest time and the shortest that a schedule allows. */
export interface Gaps {
  longest: number;
  shortest: number;
}

interface Field {
  name: string;
  from: number;
  to: number;
  /** Names that may stand for the numbers from `from` on. */
  names?: string[];
}

const FIELDS: Field[] = [
  { name: 'minute', from: 0, to: 59 },
  { name: 'hour', from: 0, to: 23 },
  { name: 'day of the month', from: 1, to: 31 },
  {
    name: 'month',
    from: 1,
    to: 12,
    names: 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' '),
  },
  // Sunday is 0 and 7.
  { name: 'day of the week', from: 0, to: 7, names: 'sun mon tue wed thu fri sat'.split(' ') },
];

/** Why cron would not run something on this schedule (five fields), or undefined. */
export function scheduleProblem(schedule: string): string | undefined {
  const texts = schedule.split(' ');
  for (const [index, field] of FIELDS.entries()) {
    if (fieldValues(texts[index]!, field) === undefined) {
      return `"${texts[index]}" is no ${field.name} as cron knows it: numbers from ${field.from} to ${field.to}, lists, ranges and steps.`;
    }
  }
  return scheduleGaps(schedule) === undefined ? 'There is no such day.' : undefined;
}

/**
 * The gaps of a schedule that `scheduleProblem` finds nothing wrong with; undefined if there is no such day.
 * Source of the rules: crontab(5), where day of the month and day of the week are alternatives if both are restricted.
 */
export function scheduleGaps(schedule: string): Gaps | undefined {
  const texts = schedule.split(' ');
  const [minutes, hours, monthDays, months, weekdays] = texts.map(
    (text, index) => new Set(fieldValues(text, FIELDS[index]!)),
  );
  const areAlternatives = !texts[2]!.startsWith('*') && !texts[4]!.startsWith('*');
  const isRunDay = ({ day, month, weekday }: Day) => {
    const byDay = monthDays!.has(day);
    const byWeekday = weekdays!.has(weekday) || (weekday === 0 && weekdays!.has(7));
    return months!.has(month) && (areAlternatives ? byDay || byWeekday : byDay && byWeekday);
  };
  const runDays = days()
    .filter(isRunDay)
    .map(({ begins }) => begins);
  if (runDays.length < 2) return undefined;
  const times = [...hours!].flatMap((hour) => [...minutes!].map((minute) => hour * 60 + minute));
  times.sort((a, b) => a - b);
  const overnight = times[0]! - times.at(-1)!;
  const gaps = [
    ...differences(times),
    ...differences(runDays).map((difference) => difference + overnight),
  ];
  return { longest: Math.max(...gaps), shortest: Math.min(...gaps) };
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

/** The numbers that a field stands for, or undefined where cron would refuse it. */
function fieldValues(text: string, field: Field): number[] | undefined {
  const lists = text.split(',').map((part) => partValues(part, field));
  return lists.some((list) => list === undefined) ? undefined : lists.flatMap((list) => list!);
}

/** `*`, a step, `8-18/2`, `mon-fri` or `5`. */
function partValues(part: string, field: Field): number[] | undefined {
  const [, range, step = '1'] = /^([^/]+)(?:\/([1-9]\d*))?$/.exec(part) ?? [];
  if (range === undefined) return undefined;
  const hasStep = part.includes('/');
  const [first, last, ...more] =
    range === '*' ? [`${field.from}`, `${field.to}`] : range.split('-');
  // A step needs a range to go through.
  if (more.length > 0 || (hasStep && last === undefined)) return undefined;
  const from = numberOf(first!, field);
  const to = last === undefined ? from : numberOf(last, field);
  if (from === undefined || to === undefined || from > to) return undefined;
  const count = Math.floor((to - from) / Number(step)) + 1;
  return Array.from({ length: count }, (_, index) => from + index * Number(step));
}

function numberOf(text: string, { from, to, names = [] }: Field): number | undefined {
  const index = names.indexOf(text.toLowerCase());
  const number = index >= 0 ? index + from : Number(text);
  return /^\d+$/.test(text) || index >= 0
    ? number >= from && number <= to
      ? number
      : undefined
    : undefined;
}
