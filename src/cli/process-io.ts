import type { Io } from '../ui/io.ts';
import { createStyle, wantsColor } from '../ui/style.ts';

/** The edges of the real process. */
export function processIo(argv: readonly string[]): Io {
  const { env, stdin, stdout, stderr } = process;
  const noColor = argv.includes('--no-color');
  // Prompting libraries look at this one variable, so the flag reaches them too.
  if (noColor) env.NO_COLOR = '1';
  const ci = env.CI !== undefined && !['', '0', 'false'].includes(env.CI);
  const styleFor = ({ isTTY }: { isTTY?: boolean }) =>
    createStyle(wantsColor(isTTY === true, env, !noColor));
  const signal = endSignal();
  return {
    cwd: process.cwd(),
    env,
    interactive: stdin.isTTY === true && stdout.isTTY === true && !ci,
    style: styleFor(stdout),
    errStyle: styleFor(stderr),
    signal,
    out: (words) => stdout.write(words),
    err: (words) => stderr.write(words),
    stdin: () => {
      signal.addEventListener('abort', () => stdin.destroy());
      return stdin;
    },
  };
}

/**
 * A request to end is told to the program, so that it can undo what it did and end its children. All further ones are
 * ignored: an impatient second Ctrl-C would stop the undoing.
 */
function endSignal(): AbortSignal {
  const controller = new AbortController();
  // Not `once`: libraries that find themselves to be the only listener end the process.
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => controller.abort());
  return controller.signal;
}
