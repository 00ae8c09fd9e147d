/** How an optional step after the write ended. Files stay whatever it says. */
export type StepResult =
  | { state: 'done' }
  | { state: 'skipped'; note: string }
  | { state: 'failed'; output: string };
