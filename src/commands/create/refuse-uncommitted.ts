import { refuseDirty } from '../../project/git-status.ts';
import type { Plan } from '../../project/plan.ts';
import type { Io } from '../../ui/io.ts';

/**
 * Replacing the files of a project that was generated before must not cost changes that git could not give back.
 * @throws Failure (exit 4) naming what is not committed
 */
export async function refuseUncommitted(
  { directory, files }: Plan,
  { signal }: Pick<Io, 'signal'>,
): Promise<void> {
  const replaced = files.filter(({ action }) => action === 'overwrite').map(({ path }) => path);
  const advice =
    'Commit or stash them first, so that git can give everything back, or use create-exporter update, which keeps your changes.';
  await refuseDirty(directory, replaced, { advice, signal });
}
