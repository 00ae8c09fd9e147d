import { listed } from '../../listed.ts';
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
      .map(([, part]) => part.whenGone(spec));
    const left = [...now].flatMap(([name, part]) => {
      const known = before.get(name);
      if (known === undefined) return part.isIn(text) ? [] : [part.whenNew];
      const change = labelChange(known.labels, part.labels);
      return change === undefined ? [] : [part.whenChanged(change)];
    });
    // A module that was deleted is no place to look at.
    const place = file.existing === undefined ? '' : `${module}: `;
    return [...gone, ...left].map((part) => `${place}${part}`);
  });
}

/** `lost the label country and has the new label region`; undefined where they are the same. */
function labelChange(before: readonly string[], now: readonly string[]): string | undefined {
  const lost = before.filter((label) => !now.includes(label));
  const gained = now.filter((label) => !before.includes(label));
  const parts = [
    ...(lost.length > 0 ? [`lost the ${labelList(lost)}`] : []),
    ...(gained.length > 0 ? [`has the new ${labelList(gained)}`] : []),
  ];
  return parts.length > 0 ? parts.join(' and ') : undefined;
}

function labelList(labels: readonly string[]): string {
  return `${labels.length === 1 ? 'label' : 'labels'} ${listed(labels)}`;
}
