import path from 'node:path';
import { languageOf } from '../../render/languages.ts';
import { syntaxProblem } from '../check/index.ts';
import { isSameJson, mergeJson } from './json.ts';
import type { KeyedMerge } from './keyed.ts';
import { mergeRequirements } from './requirements.ts';
import { hasConflictMarkers, type MergeInput, mergeText } from './text.ts';

/** How putting two changes of a file together ended. */
export type Merge =
  | { kind: 'merged'; text: string }
  /** Markers in the text show what its owner has to decide. */
  | { kind: 'marked'; text: string; reason: string }
  /** What stays as the owner has it needs the new text beside it; `text` has what could be merged nevertheless. */
  | { kind: 'beside'; text?: string; reason: string };

/** Texts of a merge as far as they are known. */
type Sides = { [side in keyof MergeInput]: string | undefined } & { theirs: string };

/** Puts the owner's and our changes of a file together: lists of dependencies as data, everything else by lines. */
export async function mergeFile(file: string, sides: Sides, signal: AbortSignal): Promise<Merge> {
  const { base, ours, theirs } = sides;
  if (ours === undefined) return { kind: 'beside', reason: 'it is not UTF-8 text' };
  if (hasConflictMarkers(ours)) {
    return { kind: 'beside', reason: 'it still has the conflict markers of an earlier update' };
  }
  if (base === undefined) {
    return { kind: 'beside', reason: 'the text that was generated before is not known any more' };
  }
  const input = { base, ours, theirs };
  const data = mergeData(file, input);
  const text = await mergeText(input, signal);
  // Lists have no keys, unless they are of panels; there lines may succeed where data does not.
  const linesMayHelp = data && !isDependencies(file) && text && !text.conflicts;
  if (data && (data.conflicts.length === 0 || !linesMayHelp)) {
    return dataMerge(data, ours, text?.text);
  }
  if (!text) return { kind: 'beside', reason: 'it takes git to merge it, and git cannot be used' };
  if (text.conflicts) {
    return {
      kind: 'marked',
      text: text.text,
      reason: 'you and create-exporter changed the same lines',
    };
  }
  const wasSound = (await syntaxProblem(file, ours)) === undefined;
  if (wasSound && (await syntaxProblem(file, text.text))) {
    return { kind: 'beside', reason: 'your changes and the new ones make no valid file together' };
  }
  return { kind: 'merged', text: text.text };
}

function mergeData(file: string, input: MergeInput): KeyedMerge<string> | undefined {
  if (languageOf(file) === 'json') return mergeJson(input);
  return isDependencies(file) ? mergeRequirements(input) : undefined;
}

function isDependencies(file: string): boolean {
  return /^(?:package(?:-lock)?\.json|requirements.*\.txt)$/.test(path.posix.basename(file));
}

/** A text that says the same and keeps the owner's layout is taken instead: what they have, or the merge by lines. */
function dataMerge({ value, conflicts }: KeyedMerge<string>, ours: string, byLines = ''): Merge {
  const text = [ours, byLines].find((candidate) => isSameJson(value, candidate)) ?? value;
  if (conflicts.length === 0) return { kind: 'merged', text };
  const which = conflicts.slice(0, 5).join(', ');
  return { kind: 'beside', text, reason: `you and create-exporter changed ${which}` };
}
