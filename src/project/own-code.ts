import type { OwnCode } from '../render/own-code.ts';
import type { SurveyedFile } from './survey.ts';

const OWN_MODULE = 'your code; the example that is generated for it now was left out';
const OWN_TEST = 'the test of your code; the one that is generated now tests the example';

/** The paths of the modules and their tests, theirs or not. */
export function ownPaths(places: readonly OwnCode[]): ReadonlySet<string> {
  return new Set(places.flatMap(({ module, test = module }) => [module, test]));
}

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
    const isLeftOut = module?.state === 'both' && isChange(module);
    if (isLeftOut) kept.set(place.module, OWN_MODULE);
    const isOwned = isLeftOut || module?.state === 'deleted';
    if (isOwned && test && isChange(test)) kept.set(test.path, OWN_TEST);
  }
  return kept;
}

/**
 * Whether there is something new for a file that was generated before and stands there in one piece. One that moves is
 * merged all the same: it would import what is not there any more.
 */
function isChange({ state, recorded, rendered, disk, open, from }: SurveyedFile): boolean {
  if (recorded === undefined || rendered === undefined || !disk || open || from) return false;
  return state === 'outdated' || state === 'both';
}
