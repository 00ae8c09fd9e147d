import type { PlannedUpdate } from '../../project/update-plan.ts';
import { type OwnCode, ownPart } from '../../render/own-code.ts';
import type { LoadedProject } from '../project/load.ts';

/** What the owner has to do for metrics that are new, where the module whose example would show it is theirs by now. */
export function leftToDo(
  { spec, manifest }: LoadedProject,
  files: readonly PlannedUpdate[],
  places: readonly OwnCode[],
): string[] {
  const former = namesOf(manifest.spec.metrics);
  const added = spec.metrics.filter(({ name }) => !former.has(name));
  return places.flatMap(({ module, holds }) => {
    const file = files.find(({ path }) => path === module);
    if (file?.action !== 'keep' || !file.reason) return [];
    return added.filter(holds).map((metric) => `${module}: ${ownPart(metric, spec)}`);
  });
}

/** Names of the metrics of a manifest, which anybody may have edited. */
function namesOf(metrics: unknown): Set<unknown> {
  return new Set(Array.isArray(metrics) ? metrics.map((metric) => metric?.name) : []);
}
