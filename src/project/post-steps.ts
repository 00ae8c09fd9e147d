/** How an optional step after the write ended. Files stay whatever it says. */
export type StepResult =
  | { state: 'done' }
  | { state: 'skipped'; note: string }
  | { state: 'failed'; output: string };

/** Why a program that a step ran did not do its work, as its result; `missing` tells of a program that is not there. */
export function failedStep(error: unknown, missing: string): StepResult & { state: 'failed' } {
  const { all, code, message, isCanceled } = error as {
    all?: string;
    code?: string;
    message: string;
    isCanceled?: boolean;
  };
  if (isCanceled) return { state: 'failed', output: 'interrupted' };
  return { state: 'failed', output: code === 'ENOENT' ? missing : all?.trim() || message };
}
