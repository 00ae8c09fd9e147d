import type { PlannedUpdate } from '../../project/update-plan.ts';
import type { OwnCode, OwnPart } from '../../render/own-code.ts';
import type { LoadedProject } from '../project/load.ts';
import { partChanges } from './part-change.ts';

/** What the owner has to do for what changed, where the module whose example would show it is theirs by now. */
export function leftToDo(
  { spec, former = spec }: LoadedProject,
  files: readonly PlannedUpdate[],
  places: readonly OwnCode[],
): string[] {
  return places.flatMap(({ module, parts }) => {
    const file = files.find(({ path }) => path === module);
    if (file?.action !== 'keep' || !file.reason) return [];
    const text = file.existing;
    const before = parts(former);
    const { gone, now } = partChanges(before, parts(spec));
    // What another metric was recorded by until now is no sign that this one is.
    const taken = new Set(before.map(({ inCode }) => inCode));
    // A module that was deleted is no place to look at.
    const isCalled = ({ isIn }: OwnPart) => text === undefined || isIn(text);
    const todo = [
      ...gone.filter(isCalled).map((part) => part.whenGone(spec)),
      ...now.flatMap(({ part, before: known, todo: change }) => {
        if (known) return change !== undefined && isCalled(known) ? [change] : [];
        const isWritten = text !== undefined && part.isIn(text) && !taken.has(part.inCode);
        return isWritten ? [] : [part.whenNew];
      }),
    ];
    return todo.map((sentence) => (text === undefined ? sentence : `${module}: ${sentence}`));
  });
}
