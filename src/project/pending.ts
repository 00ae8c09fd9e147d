import type { SurveyedFile } from './survey.ts';

/** Why nothing can be done to a file before its owner has done something; undefined where something can. */
export function pendingReason({
  state,
  rendered,
  recorded,
  disk,
  open,
}: SurveyedFile): string | undefined {
  if (state !== 'both' || rendered === undefined) return undefined;
  if (disk?.blocked) return 'something other than a file stands in its way; move it away';
  if (!open || recorded === undefined) return undefined;
  return open === 'markers'
    ? 'its conflict markers are still to be resolved'
    : `${open.beside} is still beside it; remove it when you have taken from it what you need`;
}
