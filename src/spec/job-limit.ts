import { scheduleGaps } from './cron.ts';
import type { ExporterSpec } from './spec.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Seconds; a run that is due every minute still gets some time, and one a month must not hang until the next. */
const LEAST = 5 * MINUTE;
const MOST = 24 * HOUR;

/**
 * Seconds after which a run of a batch job is ended: four fifths of the shortest time between two runs, so that it does
 * not run into the next one, rounded down to what people would write.
 */
export function jobTimeLimit({ batch }: Pick<ExporterSpec, 'batch'>): number {
  const gap = scheduleGaps(batch!.schedule)!.shortest * MINUTE;
  const limit = Math.min(Math.max(gap * 0.8, LEAST), MOST);
  const step = limit >= 2 * HOUR ? HOUR : limit >= HOUR / 2 ? 15 * MINUTE : 5 * MINUTE;
  return limit - (limit % step);
}
