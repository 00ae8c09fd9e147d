import type { Style } from './style.ts';

/** The edges of the program, injected so that every step can be tested without them. */
export interface Io {
  cwd: string;
  env: Record<string, string | undefined>;
  /** Of the Node.js that runs us, such as `v22.16.0`. */
  nodeVersion: string;
  /** The system that commands are printed for. */
  platform: NodeJS.Platform;
  /** A person can be asked: terminal in and out, and not CI. */
  interactive: boolean;
  /** For what goes to standard output. */
  style: Style;
  /** For what goes to standard error. */
  errStyle: Style;
  /** Aborted by Ctrl-C and by a request to end. */
  signal: AbortSignal;
  /** Files or children are there that a request to end has to put away first; true from then on. */
  hasToUndo: boolean;
  /** Files of the user have changed: what fails from now on is no reason to say that nothing is written. */
  wrote: boolean;
  /** One write to standard output, no newline added. */
  out: (text: string) => void;
  /** One write to standard error, no newline added. */
  err: (text: string) => void;
  /** Standard input, to be read once. */
  stdin: () => AsyncIterable<Uint8Array>;
}
