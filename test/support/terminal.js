// Plain JavaScript with a declaration beside it: `scripts/terminal-picture.js` uses it on the oldest
// supported Node, which cannot read TypeScript.
import { fileURLToPath } from 'node:url';
import xterm from '@xterm/headless';
import { execa } from 'execa';

const BRIDGE = fileURLToPath(new URL('pty_bridge.py', import.meta.url));

const KEYS = {
  up: '\x1b[A',
  down: '\x1b[B',
  right: '\x1b[C',
  left: '\x1b[D',
  enter: '\r',
  space: ' ',
  tab: '\t',
  backspace: '\x7f',
  escape: '\x1b',
  'ctrl-c': '\x03',
};

/** Starts a program in a pseudo terminal and returns a handle to type into it and read its screen. */
export function openTerminal(command, args = [], options = {}) {
  const { columns = 100, rows = 40, timeout = 15_000, cwd, python = 'python3' } = options;
  const display = new xterm.Terminal({
    cols: columns,
    rows,
    scrollback: 10_000,
    allowProposedApi: true,
  });
  const child = execa(python, ['-u', BRIDGE, columns, rows, command, ...args].map(String), {
    ...(cwd && { cwd }),
    env: terminalEnvironment(options.env),
    extendEnv: false,
    buffer: false,
    encoding: 'buffer',
    reject: false,
    stderr: 'inherit',
  });
  const watchers = new Set();
  const changed = () => {
    for (const watcher of watchers) watcher();
  };
  child.stdout.on('data', (data) => display.write(data, changed));
  // A terminal answers questions, such as where the cursor is, on the program's standard input.
  display.onData((answer) => send(answer));
  child.stdin.on('error', () => {}); // The program may have ended.

  const send = (text) => child.stdin.writable && child.stdin.write(text);
  const lines = (from) => {
    const buffer = display.buffer.active;
    const all = Array.from({ length: buffer.length - from }, (_, index) =>
      (buffer.getLine(from + index)?.translateToString(true) ?? '').trimEnd(),
    );
    return all.join('\n').trimEnd();
  };

  const terminal = {
    display,
    exitCode: undefined,
    screen: () => lines(display.buffer.active.baseY),
    scrollback: () => lines(0),
    type: send,
    press(...keys) {
      for (const key of keys) {
        if (!KEYS[key])
          throw new Error(`no such key: ${key}; keys: ${Object.keys(KEYS).join(', ')}`);
        send(KEYS[key]);
      }
    },
    async waitFor(pattern, within = timeout) {
      let seen = false;
      // Remembered: a program redraws in steps, and the next one may take it off the screen again.
      const look = () => {
        seen ||= pattern.test(terminal.screen());
        return seen || terminal.exitCode !== undefined;
      };
      const ok = await until(look, within);
      if (seen) return;
      const why = ok ? `the program ended with ${terminal.exitCode}` : `not within ${within} ms`;
      throw new Error(`${pattern}: ${why}; ${lastScreen()}`);
    },
    async waitForExit(within = timeout) {
      if (await until(() => terminal.exitCode !== undefined, within)) return terminal.exitCode;
      throw new Error(`still running after ${within} ms; ${lastScreen()}`);
    },
    async close() {
      child.kill('SIGTERM');
      child.kill('SIGKILL');
      await ended;
    },
  };
  const ended = child.then(
    ({ exitCode }) =>
      new Promise((resolve) => {
        // An empty write is parsed after all that came before it.
        display.write('', () => {
          terminal.exitCode = exitCode ?? null;
          changed();
          resolve();
        });
      }),
  );

  const lastScreen = () => `the last screen:\n${terminal.screen() || '(empty)'}`;
  const until = (condition, within) =>
    new Promise((resolve) => {
      const finish = (result) => {
        clearTimeout(timer);
        watchers.delete(watcher);
        resolve(result);
      };
      const watcher = () => condition() && finish(true);
      const timer = setTimeout(() => finish(false), within);
      watchers.add(watcher);
      watcher();
    });

  return terminal;
}

/** The environment of a person's terminal, also when the tests run in CI or without colours. */
function terminalEnvironment(changes) {
  const { CI: _ci, NO_COLOR: _noColor, FORCE_COLOR: _forceColor, ...kept } = process.env;
  return { ...kept, TERM: 'xterm-256color', ...changes };
}
