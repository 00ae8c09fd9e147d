/** How one check ended; each detail is a sentence for people. */
export type Outcome =
  | { state: 'passed'; details?: string[] }
  | { state: 'failed'; details: string[] }
  | { state: 'skipped'; details: string[] };

/** A check with its name, as it is told. */
export type Verdict = Outcome & {
  name: string;
  /** How long it took. */
  seconds: number;
};

/** Tells the outcome of a check as soon as it is known. */
export type Tell = (verdict: Verdict) => void;

/** Passed if there is nothing wrong. */
export function outcomeOf(problems: string[], details: string[] = []): Outcome {
  if (problems.length > 0) return { state: 'failed', details: problems };
  return details.length > 0 ? { state: 'passed', details } : { state: 'passed' };
}

export function skipped(reason: string): Outcome {
  return { state: 'skipped', details: [reason] };
}
