import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/**
 * Starts one of the programs as its own process.
 *
 * @param {string} file in `src/`
 * @param {string[]} [args]
 * @param {Record<string, string>} [env]
 */
export function startProgram(file, args = [], env = {}) {
  const program = fileURLToPath(new URL(`../src/${file}`, import.meta.url));
  const child = spawn(process.execPath, [program, ...args], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const running = { child, stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    running.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    running.stderr += chunk;
  });
  running.ended = once(child, 'close').then(([code]) => code);
  return running;
}

/** Runs a program to its end: `{ code, stdout, stderr }`. */
export async function runProgram(file, args, env) {
  const running = startProgram(file, args, env);
  const code = await running.ended;
  return { code, stdout: running.stdout, stderr: running.stderr };
}

/**
 * Starts the server on a free port and waits until it listens.
 *
 * @param {import('node:test').TestContext} t
 * @param {string[]} [args]
 */
export async function startMain(t, args = []) {
  const running = startProgram('main.js', ['--web.listen-address=127.0.0.1:0', ...args]);
  t.after(() => running.child.kill('SIGKILL'));
  while (!/msg=listening/.test(running.stderr)) {
    await Promise.race([
      once(running.child.stderr, 'data'),
      running.ended.then(() => {
        throw new Error(`the server did not start: ${running.stderr}`);
      }),
    ]);
  }
  const { child, ended } = running;
  return { child, ended, running, url: /url=(\S+)/.exec(running.stderr)[1] };
}
