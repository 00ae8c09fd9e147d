import type { CronField, CronRange, CronSchedule } from '../../spec/cron-fields.ts';

/**
 * A schedule in the numbers that every reader of cron understands: no names, Sunday is 0. The star alone says that a
 * field does not matter; `1-31` beside a day of the week does, so a range stays one even if it is the whole field.
 */
export function kubernetesSchedule({ minute, hour, day, month, weekday }: CronSchedule): string {
  return [
    fieldText(minute, 0, 59),
    fieldText(hour, 0, 23),
    fieldText(day, 1, 31),
    fieldText(month, 1, 12),
    fieldText(weekday, 0, 6),
  ].join(' ');
}

function fieldText(ranges: CronField, first: number, last: number): string {
  const text = ({ from, to, step }: CronRange) => {
    if (from === to) return String(from);
    if (step === 1) return `${from}-${to}`;
    return from === first && to === last ? `*/${step}` : `${from}-${to}/${step}`;
  };
  return ranges === undefined ? '*' : ranges.map(text).join(',');
}
