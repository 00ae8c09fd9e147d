import type { PlannedUpdate } from '../../project/update-plan.ts';
import type { OwnCode } from '../../render/own-code.ts';
import type { LoadedProject } from '../project/load.ts';

/** What the owner has to do for what changed, where the module whose example would show it is theirs by now. */
export function leftToDo(
  { spec, former = spec }: LoadedProject,
  files: readonly PlannedUpdate[],
  places: readonly OwnCode[],
): string[] {
  return places.flatMap(({ module, parts }) => {
    const file = files.find(({ path }) => path === module);
    if (file?.action !== 'keep' || !file.reason) return [];
    const text = file.existing ?? '';
    const [before, now] = [parts(former), parts(spec)];
    const gone = [...before]
      .filter(([name, part]) => !now.has(name) && part.isIn(text))
      .map(([, { whenGone }]) => whenGone);
    const left = [...now].flatMap(([name, part]) => {
      const known = before.get(name);
      if (known === undefined) return part.isIn(text) ? [] : [part.whenNew];
      return known.takes === part.takes ? [] : [part.whenChanged];
    });
    // A module that was deleted is no place to look at.
    const place = file.existing === undefined ? '' : `${module}: `;
    return [...gone, ...left].map((part) => `${place}${part}`);
  });
}
