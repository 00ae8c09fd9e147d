import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import type { Io } from '../ui/io.ts';
import { createStyle, visibleOutput, wantsColor } from '../ui/style.ts';
import { write } from './write.ts';

/** The edges of the real process. */
export function processIo(argv: readonly string[]): Io {
  const { env } = process;
  const noColor = argv.includes('--no-color');
  // Prompting libraries look at this one variable, so the flag reaches them too.
  if (noColor) env.NO_COLOR = '1';
  const ci = env.CI !== undefined && !['', '0', 'false'].includes(env.CI);
  const styleFor = ({ isTTY }: { isTTY?: boolean }) =>
    createStyle(wantsColor(isTTY === true, env, !noColor));
  const signal = endSignal(() => io.hasToUndo);
  const io: Io = {
    // Not everything needs it.
    get cwd() {
      return workingDirectory();
    },
    env,
    nodeVersion: process.version,
    platform: process.platform,
    // Each stream takes a while to be made, and not every run asks, or says something on both.
    get interactive() {
      return !ci && process.stdout.isTTY === true && process.stdin.isTTY === true;
    },
    get style() {
      return styleFor(process.stdout);
    },
    get errStyle() {
      return styleFor(process.stderr);
    },
    signal,
    hasToUndo: false,
    wrote: false,
    // Whatever is quoted: a server or a repository must not steer the terminal of who asks about it.
    out: (words) => write(process.stdout, visibleOutput(words), io),
    err: (words) => write(process.stderr, visibleOutput(words), io),
    stdin: () => {
      const { stdin } = process;
      signal.addEventListener('abort', () => stdin.destroy());
      return stdin;
    },
  };
  return io;
}

/** @throws Failure (exit 2) where it was removed while a shell stood in it */
function workingDirectory(): string {
  try {
    return process.cwd();
  } catch {
    throw new Failure(EXIT.usage, 'The directory you are in does not exist any more', [
      'Change to one that does, such as with cd, and run the same command again.',
    ]);
  }
}

/** What asks for the end; the last one is sent where a terminal is closed. */
const END_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * A request to end is told to the program, so that it can undo what it did and end its children. A second one ends the
 * process at once, be it in the middle of a read that nothing can interrupt; but while there is something to undo all
 * further ones are ignored: an impatient second Ctrl-C would stop that.
 */
function endSignal(hasToUndo: () => boolean): AbortSignal {
  const controller = new AbortController();
  // Not `once`: libraries that find themselves to be the only listener end the process.
  for (const name of END_SIGNALS) {
    process.on(name, () => {
      if (controller.signal.aborted && !hasToUndo()) endAtOnce(name);
      controller.abort();
    });
  }
  return controller.signal;
}

/** Not process.exit, which waits for reads of the system: to be ended by Ctrl-C is 130 for a shell, too. */
function endAtOnce(name: (typeof END_SIGNALS)[number]): void {
  process.removeAllListeners(name);
  process.kill(process.pid, name);
}
