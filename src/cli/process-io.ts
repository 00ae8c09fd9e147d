import { text } from 'node:stream/consumers';
import type { Io } from '../ui/io.ts';
import { createStyle, wantsColor } from '../ui/style.ts';

/** The edges of the real process. */
export function processIo(argv: readonly string[]): Io {
  const { env, stdin, stdout, stderr } = process;
  const noColor = argv.includes('--no-color');
  // Prompting libraries look at this one variable, so the flag reaches them too.
  if (noColor) env.NO_COLOR = '1';
  const ci = env.CI !== undefined && !['', '0', 'false'].includes(env.CI);
  return {
    cwd: process.cwd(),
    env,
    interactive: stdin.isTTY === true && stdout.isTTY === true && !ci,
    style: createStyle(wantsColor(stdout.isTTY === true, env, !noColor)),
    out: (words) => stdout.write(words),
    err: (words) => stderr.write(words),
    readStdin: () => text(stdin),
  };
}
