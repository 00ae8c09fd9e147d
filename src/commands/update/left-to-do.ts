import { shortened } from '../../listed.ts';
import type { PlannedUpdate } from '../../project/update-plan.ts';
import type { OwnCode, OwnPart } from '../../render/own-code.ts';
import type { LoadedProject } from '../project/load.ts';
import { type OwnText, ownTexts } from './own-texts.ts';
import { type PartChanges, partChanges } from './part-change.ts';

/** Files that are named in one sentence. */
const MAX_NAMED = 3;

/**
 * What the owner has to do for what changed: in code of theirs that calls what is gone or called differently now, and,
 * where the module whose example would show it is theirs by now, for what is new.
 */
export async function leftToDo(
  project: LoadedProject,
  files: readonly PlannedUpdate[],
  places: readonly OwnCode[],
): Promise<string[]> {
  const { spec, former = spec } = project;
  const changes = places.map(({ module, parts }) => ({
    file: files.find(({ path }) => path === module),
    former: parts(former),
    ...partChanges(parts(former), parts(spec)),
  }));
  if (!changes.some(isChange)) return [];
  const texts = await ownTexts(project, files, places);
  return changes.flatMap(({ file, former: before, gone, now }) => {
    const isTheirs = file?.action === 'keep';
    const isThere = file?.existing !== undefined;
    const knowing = (part: OwnPart) =>
      texts.filter((text) => isKnownTo(text, part, text.path === file?.path));
    const told = (known: OwnPart, sentence: string) => {
      const found = knowing(known).map(({ path }) => path);
      if (found.length > 0) return [`${shortened(found, MAX_NAMED).join(', ')}: ${sentence}`];
      // What became of a module that was deleted nobody can tell.
      return isTheirs && !isThere ? [sentence] : [];
    };
    // What another metric was recorded by until now is no sign that this one is.
    const taken = new Set(before.map(({ inCode }) => inCode));
    return [
      ...gone.flatMap((part) => told(part, part.whenGone(spec))),
      ...now.flatMap(({ part, before: known, todo }) => {
        if (known) return todo === undefined ? [] : told(known, todo);
        const isWritten = !taken.has(part.inCode) && knowing(part).length > 0;
        if (!isTheirs || isWritten) return [];
        return [isThere ? `${file.path}: ${part.whenNew}` : part.whenNew];
      }),
    ];
  });
}

function isChange({ gone, now }: PartChanges): boolean {
  return gone.length > 0 || now.some(({ before, todo }) => !before || todo !== undefined);
}

function isKnownTo({ text, generated }: OwnText, part: OwnPart, isModule: boolean): boolean {
  const isIn = isModule ? part.isIn : part.isInOther;
  return isIn?.(text) === true && !isIn(generated);
}
