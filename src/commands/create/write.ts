import { apply } from '../../project/apply.ts';
import type { Plan } from '../../project/plan.ts';
import type { Io } from '../../ui/io.ts';

/** Writes the plan; Ctrl-C until then or meanwhile undoes it and ends with exit 130. */
export async function writePlan(plan: Plan, io: Io): Promise<void> {
  const { signal } = io;
  io.hasToUndo = true;
  const left = await apply(plan, {
    get requested() {
      return signal.aborted;
    },
  });
  io.wrote = true;
  if (left === undefined) return;
  io.err(
    `${io.errStyle.yellow('!')} ${left} could not be removed. It has what was replaced; remove it.\n`,
  );
}
