/** The documented exit codes; see the table in the README. */
export const EXIT = {
  done: 0,
  defect: 1,
  usage: 2,
  findings: 3,
  conflict: 4,
  postStep: 5,
  verify: 6,
  interrupted: 130,
} as const;

/** What each exit code tells, in the words of the README. */
export const EXIT_MEANINGS: Record<ExitCode, string> = {
  0: 'done',
  1: 'a defect of create-exporter itself',
  2: 'unusable flags, answers, input or target; nothing written',
  3: '`lint` found what breaks a convention',
  4: 'files are in the way, or not committed, and nothing is written; `diff`: the project has drifted; `update`, `add`: conflicts to resolve',
  5: 'files are written and complete; an optional step after (git, install, telling about it) failed',
  6: '`verify`: a check failed',
  130: 'interrupted; nothing written',
};

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
