import { deadline } from '../deadline.ts';
import type { Outcome, Tell, Verdict } from './outcome.ts';

/** How long a check may take, in milliseconds: an install or a test that hangs must not hang CI. */
const LIMIT = 15 * 60_000;

/** Runs a check and tells how it ended. What it starts ends with the signal that it gets. */
export type RunCheck = (
  name: string,
  task: (signal: AbortSignal) => Promise<Outcome> | Outcome,
) => Promise<Outcome>;

interface Told {
  tell: Tell;
  /** Gets the name of each check as it begins. */
  begin: (name: string) => void;
}

/**
 * Checks that run one after the other.
 * @param signal ends them all; then they throw
 * @param limit of each, in milliseconds; what takes longer has failed
 */
export function checksWith(
  signal: AbortSignal,
  { tell, begin }: Told,
  limit = LIMIT,
): { check: RunCheck; verdicts: Verdict[] } {
  const verdicts: Verdict[] = [];
  const check: RunCheck = async (name, task) => {
    signal.throwIfAborted();
    begin(name);
    const began = performance.now();
    const time = deadline(signal, limit);
    const outcome = await inTime(() => task(time.signal), time.signal, limit);
    time.clear();
    signal.throwIfAborted();
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    const verdict = { name, ...outcome, seconds };
    verdicts.push(verdict);
    tell(verdict);
    return outcome;
  };
  return { check, verdicts };
}

async function inTime(
  task: () => Promise<Outcome> | Outcome,
  signal: AbortSignal,
  limit: number,
): Promise<Outcome> {
  const late: Outcome = {
    state: 'failed',
    details: [`it took longer than ${limit / 60_000} minutes and was ended`],
  };
  try {
    const outcome = await task();
    return isLate(signal) ? late : outcome;
  } catch (error) {
    if (isLate(signal)) return late;
    throw error;
  }
}

function isLate({ aborted, reason }: AbortSignal): boolean {
  return aborted && (reason as Error).name === 'TimeoutError';
}
