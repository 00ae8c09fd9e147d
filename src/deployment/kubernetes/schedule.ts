import type { CronField, CronRange, CronSchedule } from '../../spec/cron-fields.ts';

/** A schedule in the numbers that every reader of cron understands: no names, Sunday is 0. */
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
    const range = from === first && to === last ? '*' : `${from}-${to}`;
    return step === 1 ? range : `${range}/${step}`;
  };
  return ranges === undefined ? '*' : ranges.map(text).join(',');
}
