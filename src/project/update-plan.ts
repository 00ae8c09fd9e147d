import { withLinesOf } from './disk-file.ts';
import { type FileState, MISSED } from './file-state.ts';
import { placeBeside } from './merge/beside.ts';
import { type Merge, mergeFile } from './merge/index.ts';
import { pendingReason } from './pending.ts';
import { sizeOf } from './size.ts';
import type { SurveyedFile } from './survey.ts';

/** What an update does to a file; `conflict` is for its owner to resolve. */
export type UpdateAction =
  | 'identical'
  | 'create'
  | 'update'
  | 'merge'
  | 'conflict'
  | 'keep'
  | 'delete';

export interface PlannedUpdate {
  path: string;
  state: FileState;
  action: UpdateAction;
  /** What is written to it; absent where it stays as it is or goes away. */
  content?: string;
  /** The path at which it stands until now, where it moves. */
  from?: string;
  /** What stands there now. */
  existing?: string;
  /** Size and checksum of what stands there afterwards, if anything does. */
  bytes?: number;
  sha256?: string;
  /** Why it is kept or in conflict. */
  reason?: string;
  /** A conflict that leaves nothing behind it: the next update has to find it again. */
  pending?: boolean;
  /** The generated text before and now, which is not written to a file of its owner. */
  leftOut?: { existing: string; content: string };
  /** The file with the new text beside it, for a conflict without markers. */
  beside?: { path: string; content?: string };
}

const LINKED = 'a link of yours stands in its place; what is generated has changed';

interface MergeTools {
  directory: string;
  /** Texts that were generated before, by blob id. */
  bases: ReadonlyMap<string, string>;
  /** Path → why nothing is written to it; see `keptAsOwn`. */
  own: ReadonlyMap<string, string>;
  /** Modules and tests that are an example: what a deleted one misses is told as what is to be called. */
  examples: ReadonlySet<string>;
  signal: AbortSignal;
}

/** Decides what happens to each file. Reads only. */
export async function planUpdate(
  files: readonly SurveyedFile[],
  tools: MergeTools,
): Promise<PlannedUpdate[]> {
  const plan: PlannedUpdate[] = [];
  for (const file of files) {
    const { path, state, disk, from } = file;
    const { action, ...rest } = withMove(file, await decide(file, tools));
    const after = action === 'delete' ? undefined : (rest.content ?? disk?.raw);
    plan.push({
      path,
      state,
      action,
      ...(from !== undefined && { from }),
      ...(disk?.raw !== undefined && { existing: disk.raw }),
      ...rest,
      ...(after !== undefined && sizeOf(after)),
    });
  }
  return plan;
}

type Decision = Pick<
  PlannedUpdate,
  'action' | 'content' | 'reason' | 'pending' | 'leftOut' | 'beside'
>;

/** A file that moves is written as a whole, whatever else happens to it. */
function withMove({ from, disk }: SurveyedFile, decision: Decision): Decision {
  if (from === undefined || disk?.raw === undefined) return decision;
  const reason = [`moved from ${from}`, decision.reason].filter(Boolean).join('; ');
  return { ...decision, content: decision.content ?? disk.raw, reason };
}

async function decide(file: SurveyedFile, tools: MergeTools): Promise<Decision> {
  const { path, state, disk, rendered, recorded = '' } = file;
  const own = tools.own.get(path);
  if (own !== undefined) {
    const existing = tools.bases.get(recorded);
    const isKnown = existing !== undefined && rendered !== undefined;
    const leftOut = isKnown && { leftOut: { existing, content: rendered } };
    return { action: 'keep', reason: own, ...leftOut };
  }
  const isMissed = file.missed && !tools.examples.has(path);
  switch (state) {
    case 'same':
      return { action: 'identical' };
    case 'deleted':
      return { action: 'keep', ...(isMissed && { reason: MISSED }) };
    case 'edited':
    case 'extra':
      return { action: 'keep' };
    case 'new':
      return { action: 'create', content: rendered! };
    case 'outdated':
      if (rendered === undefined) return { action: 'delete' };
      return { action: 'update', content: withLinesOf(disk!, rendered) };
    case 'both':
      return decideBoth(file, tools);
  }
}

async function decideBoth(file: SurveyedFile, tools: MergeTools): Promise<Decision> {
  const { disk, rendered, recorded, path } = file;
  if (rendered === undefined) {
    return { action: 'keep', reason: 'it is not generated any more; it is yours now' };
  }
  if (disk?.isLink && recorded !== undefined) return { action: 'keep', reason: LINKED };
  const reason = pendingReason(file);
  if (reason) return { action: 'conflict', reason, pending: true };
  if (recorded === undefined) {
    const reason = 'a file of yours has the name of a new one';
    return asDecision(file, { kind: 'beside', reason }, tools);
  }
  const sides = { base: tools.bases.get(recorded), ours: disk?.text, theirs: rendered };
  const merge = await mergeFile(path, sides, tools.signal);
  return asDecision(file, merge, tools);
}

function asDecision(file: SurveyedFile, merge: Merge, tools: MergeTools): Decision {
  const disk = file.disk!;
  const changed = (text: string | undefined) => {
    if (text === undefined || text === disk.text) return {};
    return { content: withLinesOf(disk, text) };
  };
  if (merge.kind === 'merged') return { action: 'merge', ...changed(merge.text) };
  const conflict = { action: 'conflict', reason: merge.reason, ...changed(merge.text) } as const;
  if (merge.kind === 'marked') return conflict;
  const text = withLinesOf(disk, file.rendered!);
  const { path, exists } = placeBeside(tools.directory, file.path, text);
  return { ...conflict, beside: { path, ...(!exists && { content: text }) } };
}

/** The ids an update needs the texts of. @param own files that nothing is merged into, but whose changes are told */
export function neededBases(
  files: readonly SurveyedFile[],
  own: ReadonlyMap<string, string>,
): string[] {
  return files
    .filter(
      ({ path, state, rendered }) => (state === 'both' && rendered !== undefined) || own.has(path),
    )
    .map(({ recorded }) => recorded)
    .filter((id) => id !== undefined);
}
