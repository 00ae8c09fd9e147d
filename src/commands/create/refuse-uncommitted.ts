import { refuseDirty } from '../../project/git-status.ts';
import type { Plan } from '../../project/plan.ts';
import { SPEC_FILE } from '../../project/survey.ts';
import type { Io } from '../../ui/io.ts';

/**
 * Replacing the files of a project that was generated before must not cost changes that git could not give back.
 * @throws Failure (exit 4) naming what is not committed
 */
export async function refuseUncommitted(
  { directory, files }: Plan,
  { signal }: Pick<Io, 'signal'>,
): Promise<void> {
  const keepsSpec = files.some(({ path, action }) => path === SPEC_FILE && action === 'identical');
  await refuseDirty(directory, {
    except: keepsSpec ? SPEC_FILE : undefined,
    wayOut: 'or use create-exporter update, which keeps your changes',
    signal,
  });
}
