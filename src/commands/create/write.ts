import { apply, type Interruption } from '../../project/apply.ts';
import type { Plan } from '../../project/plan.ts';

/** Writes the plan; Ctrl-C meanwhile undoes it and ends with exit 130. */
export async function writePlan(plan: Plan): Promise<void> {
  const interruption: Interruption = { requested: false };
  const stop = () => {
    interruption.requested = true;
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  try {
    await apply(plan, interruption);
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}
