import { maskSecrets } from './mask.ts';
import { visible } from './visible.ts';

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

/** An end of the program that is not a defect of create-exporter: it is told in sentences, never as a stack trace. */
export class Failure extends Error {
  readonly code: ExitCode;
  readonly title: string;
  /** One sentence each: what, why, what to do. */
  readonly details: string[];

  constructor(code: ExitCode, title: string, details: string[] = []) {
    // What is refused is quoted, and may be an address with a password, or what tells a terminal something.
    const shown = visible(maskSecrets(title));
    super(shown);
    this.name = 'Failure';
    this.code = code;
    this.title = shown;
    this.details = details.map((line) => visible(maskSecrets(line)));
  }
}

/** The end that Ctrl-C asks for, before anything is written. */
export function interrupted(): Failure {
  return new Failure(EXIT.interrupted, 'Interrupted; nothing was written');
}

/** How machines are told of a failure. */
export function errorJson({ code, title, details }: Failure): object {
  return { code, title, details };
}
