/** A part of a field: every `step`-th value from `from` to `to`. */
export interface CronRange {
  from: number;
  to: number;
  step: number;
}

/** A field of a schedule; undefined where it is `*`, which stands for every value. */
export type CronField = CronRange[] | undefined;

/** A schedule as crontab(5) has it; days of the week count from 0 for Sunday to 6. */
export type CronSchedule = Record<CronFieldName, CronField>;

type CronFieldName = keyof typeof FIELDS;

/** Of each field: what it is called, its bounds, and the names that may stand for its numbers. */
const FIELDS = {
  minute: { called: 'minute', from: 0, to: 59, names: [] as string[] },
  hour: { called: 'hour', from: 0, to: 23, names: [] as string[] },
  day: { called: 'day of the month', from: 1, to: 31, names: [] as string[] },
  month: {
    called: 'month',
    from: 1,
    to: 12,
    names: ['', ...'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')],
  },
  // 7 is Sunday, too.
  weekday: {
    called: 'day of the week',
    from: 0,
    to: 7,
    names: 'sun mon tue wed thu fri sat'.split(' '),
  },
};

const NAMES = Object.keys(FIELDS) as CronFieldName[];

/** The number of days of each month, from January; February in a leap year. */
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Reads the five fields of a schedule.
 * @throws Error with a sentence about the first field that crontab, Kubernetes or systemd would not understand
 */
export function parseCron(schedule: string): CronSchedule {
  const words = schedule.split(' ');
  const fields = NAMES.map((name, index) => [name, parseField(name, words[index] ?? '')] as const);
  const parsed = Object.fromEntries(fields) as CronSchedule;
  refuseAmbiguousDays(words, parsed);
  refuseMissingDays(parsed);
  return parsed;
}

/** Why a schedule cannot be used, as a sentence, or undefined if it can. */
export function cronProblem(schedule: string): string | undefined {
  try {
    parseCron(schedule);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Every value of a field, ascending. */
export function cronValues(ranges: CronRange[]): number[] {
  const values = ranges.flatMap(({ from, to, step }) =>
    Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step),
  );
  return [...new Set(values)].sort((a, b) => a - b);
}

function parseField(name: CronFieldName, word: string): CronField {
  if (word === '*') return undefined;
  const ranges = word.split(',').map((part) => parseRange(name, part));
  return name === 'weekday' ? withoutSeven(ranges) : ranges;
}

function parseRange(name: CronFieldName, part: string): CronRange {
  const field = FIELDS[name];
  const refuse = (why: string) =>
    new Error(`"${part}" is no ${field.called} of a schedule such as "0 3 * * *": ${why}.`);
  const [, star, first, last, every] =
    /^(?:(\*)|([a-z0-9]+)(?:-([a-z0-9]+))?)(?:\/(\d+))?$/i.exec(part) ?? [];
  if (star === undefined && first === undefined) {
    throw refuse('it has numbers, "*", "a-b", "*/n" and lists of them');
  }
  const number = (text: string) => {
    const named = field.names.indexOf(text.toLowerCase());
    const value = named >= 0 ? named : /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= field.from && value <= field.to) return value;
    throw refuse(`it goes from ${field.from} to ${field.to}`);
  };
  const end = name === 'weekday' ? 6 : field.to;
  const from = first === undefined ? field.from : number(first);
  const to = last !== undefined ? number(last) : star || every ? Math.max(from, end) : from;
  const step = every === undefined ? 1 : Number(every);
  if (to < from) throw refuse('the range ends before it begins');
  if (step < 1) throw refuse('a step is 1 at least');
  return { from, to, step };
}

/** Sunday is 0 for Kubernetes, which does not know 7. */
function withoutSeven(ranges: CronRange[]): CronRange[] {
  if (ranges.every(({ to }) => to < 7)) return ranges;
  const days = new Set(cronValues(ranges).map((day) => day % 7));
  return [...days].sort((a, b) => a - b).map((day) => ({ from: day, to: day, step: 1 }));
}

/** Of a day of the month and one of the week either is enough, unless one begins with `*`: there readers differ. */
function refuseAmbiguousDays([, , day = '', , weekday = '']: string[], parsed: CronSchedule): void {
  if (!parsed.day || !parsed.weekday) return;
  if (!/[*]/.test(day + weekday)) return;
  throw new Error(
    `"${day}" days of the month together with "${weekday}" days of the week mean different things to cron and to Kubernetes; list the days.`,
  );
}

/** The 30th of February never comes, and Kubernetes and systemd would wait for it without a word. */
function refuseMissingDays({ day, month, weekday }: CronSchedule): void {
  if (!day || !month || weekday) return;
  const [first] = cronValues(day);
  if (cronValues(month).some((number) => first! <= DAYS[number - 1]!)) return;
  throw new Error('There is no such day in any of these months.');
}
