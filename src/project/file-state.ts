/** How a file of a project stands to what would be generated now. */
export const FILE_STATES = {
  same: 'as it would be generated now',
  edited: 'changed by you; what is generated is not',
  new: 'not there yet',
  outdated: 'not changed by you; what is generated is',
  both: 'changed by you, and what is generated, too',
  deleted: 'deleted by you, and stays so',
  extra: 'yours; create-exporter does not know it',
} as const;

export type FileState = keyof typeof FILE_STATES;

/** The blob ids that decide about a file: as it was generated last, would be generated now, and is found. */
interface Trace {
  recorded: string | undefined;
  rendered: string | undefined;
  found: string | undefined;
}

/** The state of a file that is recorded or rendered; undefined if it is neither on the disk nor generated any more. */
export function stateOf({ recorded, rendered, found }: Trace): FileState | undefined {
  if (found === undefined) {
    if (recorded === undefined) return 'new';
    return rendered === undefined ? undefined : 'deleted';
  }
  if (found === rendered) return 'same';
  if (found === recorded) return 'outdated';
  return recorded !== undefined && recorded === rendered ? 'edited' : 'both';
}

/** What to say about a file that its owner deleted or renamed, where it misses a change. */
export const MISSED = 'deleted by you; what is generated has changed';

/** Whether a change of what is generated has no file to go to; `update` says so once and leaves it deleted. */
export function isMissed(state: FileState, { recorded, rendered }: Omit<Trace, 'found'>): boolean {
  return state === 'deleted' && recorded !== rendered;
}

/** Whether `update` would have something to do; what the owner edited or deleted is theirs to decide. */
export function isDrift(state: FileState): boolean {
  return state === 'new' || state === 'outdated' || state === 'both';
}
