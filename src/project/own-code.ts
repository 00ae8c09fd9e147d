import type { OwnCode } from '../render/own-code.ts';
import type { SurveyedFile } from './survey.ts';

const OWN_MODULE = 'your code; the example that is generated for it now was left out';
const OWN_TEST = 'the test of your code; the one that is generated now tests the example';

/** Files that stay because they are their owner's code or test it, and why: path → reason. */
export function keptAsOwn(
  files: readonly SurveyedFile[],
  places: readonly OwnCode[],
): ReadonlyMap<string, string> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const kept = new Map<string, string>();
  for (const place of places) {
    const module = byPath.get(place.module);
    const test = byPath.get(place.test ?? '');
    if (module?.state === 'both' && isChange(module)) kept.set(place.module, OWN_MODULE);
    const isOwned = module && ['edited', 'both', 'deleted'].includes(module.state);
    if (isOwned && test && isChange(test)) kept.set(test.path, OWN_TEST);
  }
  return kept;
}

/** Whether there is something new for a file that was generated before and stands there in one piece. */
function isChange({ state, recorded, rendered, disk, open }: SurveyedFile): boolean {
  const isNew = state === 'outdated' || state === 'both';
  return isNew && recorded !== undefined && rendered !== undefined && Boolean(disk) && !open;
}
