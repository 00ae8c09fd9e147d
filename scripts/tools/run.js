import { spawnSync } from 'node:child_process';

/** Runs a command; the result has what it printed, or `error`: what went wrong. */
export function run(command, args, { cwd, env } = {}) {
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    // npm is a .cmd file on Windows.
    shell: process.platform === 'win32',
  });
  if (status === 0) return { stdout };
  const said = error?.message ?? stderr.trim().split('\n').slice(-5).join('\n');
  return { stdout, error: `\`${command} ${args.join(' ')}\` failed: ${said}` };
}
