import { cleanUpLater } from './cleanup.ts';
import { openTerminal, type Terminal, type TerminalOptions } from './terminal.js';
import { requireTool } from './tools.ts';

export type { Key, Terminal, TerminalOptions } from './terminal.js';

/** Runs a program in a real pseudo terminal; it is ended after the test in any case. */
export function runInTerminal(
  command: string,
  args: string[] = [],
  options: TerminalOptions = {},
): Terminal {
  const terminal = openTerminal(command, args, { python: requireTool('python'), ...options });
  cleanUpLater(() => terminal.close());
  return terminal;
}
