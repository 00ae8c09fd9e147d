import type { Terminal as Display } from '@xterm/headless';

export type Key =
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'enter'
  | 'space'
  | 'tab'
  | 'backspace'
  | 'escape'
  | 'ctrl-c';

export interface TerminalOptions {
  cwd?: string;
  /** Added to the environment of this process without `CI`, `NO_COLOR` and `FORCE_COLOR`. */
  env?: Record<string, string | undefined>;
  /** 100 by default. */
  columns?: number;
  /** 40 by default. */
  rows?: number;
  /** How long `waitFor` and `waitForExit` wait, in milliseconds; 15 000 by default. */
  timeout?: number;
  /** The Python that makes the pseudo terminal. */
  python?: string;
}

/** A program in a pseudo terminal. */
export interface Terminal {
  /** The screen with its colours. */
  readonly display: Display;
  /** Undefined while the program runs; 128 + signal where a signal ended it. */
  readonly exitCode: number | null | undefined;
  /** What a person sees now, without trailing blanks. */
  screen(): string;
  /** The screen and all that has scrolled out of it. */
  scrollback(): string;
  type(text: string): void;
  press(...keys: Key[]): void;
  /** Waits until the screen matches; the error has the last screen. */
  waitFor(pattern: RegExp, timeout?: number): Promise<void>;
  /** Waits until the program has ended and everything it wrote is on the screen. */
  waitForExit(timeout?: number): Promise<number | null>;
  /** Ends the program, as closing the window does. */
  close(): Promise<void>;
}

export declare function openTerminal(
  command: string,
  args?: string[],
  options?: TerminalOptions,
): Terminal;
