import {
  type CronField,
  type CronRange,
  type CronSchedule,
  cronValues,
  parseCron,
} from '../../spec/cron-fields.ts';
import type { ExporterSpec } from '../../spec/spec.ts';
import { type Line, unitText } from './unit.ts';

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** The timer that starts the job. */
export function timerUnit(spec: ExporterSpec): string {
  const { schedule } = spec.batch!;
  return unitText({
    Unit: [['Description', `Schedule of ${spec.name}`]],
    Timer: [
      ['#', `As "${schedule}" in a crontab, in the time zone of this machine.`],
      ...onCalendar(parseCron(schedule)).map((event): Line => ['OnCalendar', event]),
      ['AccuracySec', '1s'],
      ['#', 'A run that was missed while the machine was off is made up for once.'],
      ['Persistent', 'true'],
    ],
    Install: [['WantedBy', 'timers.target']],
  });
}

/**
 * A schedule as systemd.time(7) has it. A day of the month and one of the week are two events: for cron either is
 * enough, while both have to hold in one event.
 */
export function onCalendar(schedule: CronSchedule): string[] {
  const { minute, hour, day, month, weekday } = schedule;
  const time = `${part(hour, 0, 23)}:${part(minute, 0, 59)}:00`;
  const date = (days: CronField) => `*-${part(month, 1, 12)}-${part(days, 1, 31)}`;
  const events: string[] = [];
  if (day || !weekday) events.push(`${date(day)} ${time}`);
  if (weekday) events.push(`${weekdays(weekday)} ${date(undefined)} ${time}`);
  return events;
}

/** Steps are written out: systemd 252 leaves out the first value of `00/7` at the turn of a month. */
function part(ranges: CronField, first: number, last: number): string {
  const text = (range: CronRange) => {
    const { from, to, step } = range;
    if (from === to) return padded(from);
    if (step > 1) return cronValues([range]).map(padded).join(',');
    return from === first && to === last ? '*' : `${padded(from)}..${padded(to)}`;
  };
  const texts = (ranges ?? [{ from: first, to: last, step: 1 }]).map(text);
  // In a list the star has no meaning of its own.
  return texts.includes('*') ? '*' : texts.join(',');
}

function padded(value: number): string {
  return String(value).padStart(2, '0');
}

/** `Mon..Fri` where days follow each other, else a list; weeks begin on Monday here. */
function weekdays(ranges: CronRange[]): string {
  const days = cronValues(ranges)
    .map((day) => (day + 6) % 7)
    .sort((a, b) => a - b);
  const names = days.map((day) => WEEKDAYS[(day + 1) % 7]!);
  const isRun = days.length > 2 && days.at(-1)! - days[0]! === days.length - 1;
  return isRun ? `${names[0]}..${names.at(-1)}` : names.join(',');
}
