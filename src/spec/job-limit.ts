import { scheduleGaps } from './cron.ts';
import type { ExporterSpec } from './spec.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Seconds; a run of a job that is due once a month must not hang until the next. */
const MOST = 24 * HOUR;

/** What people would write: from so many seconds on, a multiple of so many. */
const STEPS = [
  [2 * HOUR, HOUR],
  [HOUR / 2, 15 * MINUTE],
  [10 * MINUTE, 5 * MINUTE],
  [2 * MINUTE, MINUTE],
  [0, 15],
] as const;

/**
 * Seconds after which a run of a batch job is ended: four fifths of the shortest time between two runs, so that it does
 * not run into the next one, rounded down.
 */
export function jobTimeLimit({ batch }: Pick<ExporterSpec, 'batch'>): number {
  const gap = scheduleGaps(batch!.schedule)!.shortest * MINUTE;
  const limit = Math.min(gap * 0.8, MOST);
  const [, step] = STEPS.find(([from]) => limit >= from)!;
  return limit - (limit % step);
}
