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

/**
 * Reads the five fields of a schedule.
 * @throws Error with a sentence about the first field that crontab, Kubernetes or systemd would not understand
 */
export function parseCron(schedule: string): CronSchedule {
  const words = schedule.split(' ');
  const fields = NAMES.map((name, index) => [name, parseField(name, words[index] ?? '')] as const);
  const parsed = Object.fromEntries(fields) as CronSchedule;
  refuseAmbiguousDays(words, parsed);
  return parsed;
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

/** `*`, `5`, `8-18`, or one with a step through it; a step through a single number has no meaning everywhere. */
const RANGE = /^(?:\*|([a-z0-9]+)(?:-([a-z0-9]+))?)(?:\/([1-9]\d*))?$/i;

function parseRange(name: CronFieldName, part: string): CronRange {
  const { called, from: lowest, to: highest, names } = FIELDS[name];
  const number = (text: string) => {
    const named = names.indexOf(text.toLowerCase());
    return named >= 0 ? named : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  };
  const found = RANGE.exec(part);
  const [, first = `${lowest}`, last = first, step = '1'] = found ?? [];
  const isStar = part.startsWith('*');
  const range = {
    from: number(first),
    to: isStar ? (name === 'weekday' ? 6 : highest) : number(last),
    step: Number(step),
  };
  const isRange = isStar || part.includes('-');
  const isSound = range.from >= lowest && range.to <= highest && range.from <= range.to;
  if (found && isSound && (isRange || !part.includes('/'))) return range;
  throw new Error(
    `"${part}" is no ${called} as cron knows it: numbers from ${lowest} to ${highest}, lists, ranges and steps.`,
  );
}

/** Sunday is 0 for Kubernetes, which does not know 7. */
function withoutSeven(ranges: CronRange[]): CronRange[] {
  if (ranges.every(({ to }) => to < 7)) return ranges;
  const days = new Set(cronValues(ranges).map((day) => day % 7));
  return [...days].sort((a, b) => a - b).map((day) => ({ from: day, to: day, step: 1 }));
}

/** Of a day of the month and one of the week either is enough, unless one begins with a star: there readers differ. */
function refuseAmbiguousDays([, , day = '', , weekday = '']: string[], parsed: CronSchedule): void {
  if (!parsed.day || !parsed.weekday) return;
  if (!`${day},${weekday}`.includes('*')) return;
  throw new Error(
    `"${day}" days of the month together with "${weekday}" days of the week mean different things to cron and to Kubernetes; list the days.`,
  );
}
