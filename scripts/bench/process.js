import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** More certificates make a bare start three times as long and so hide all differences; only installs need them. */
const { NODE_EXTRA_CA_CERTS: _, ...PLAIN_ENVIRONMENT } = process.env;

/**
 * Milliseconds from the start of a program to its end.
 * @throws Error if it does not exit with 0
 */
export async function timeOf(command, args, { stdin, cwd, env = PLAIN_ENVIRONMENT } = {}) {
  const input = stdin === undefined ? undefined : openSync(stdin);
  const start = performance.now();
  const child = spawn(command, args, { cwd, env, stdio: [input ?? 'ignore', 'ignore', 'pipe'] });
  const said = child.stderr.setEncoding('utf8').toArray();
  const [code] = await once(child, 'close');
  const time = performance.now() - start;
  if (input !== undefined) closeSync(input);
  if (code !== 0) {
    throw new Error(`${command} ${args.join(' ')} ended with ${code}: ${(await said).join('')}`);
  }
  return time;
}

const MEMORY_HOOK = fileURLToPath(new URL('memory-hook.cjs', import.meta.url));

/** Peak memory of a program of Node.js, in MiB. */
export async function memoryOf(args, { cwd } = {}) {
  const child = spawn(process.execPath, ['--require', MEMORY_HOOK, ...args], {
    cwd,
    env: PLAIN_ENVIRONMENT,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const told = child.stdio[3].setEncoding('utf8').toArray();
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`node ${args.join(' ')} ended with ${code}`);
  return Number((await told).join('')) / 1024;
}
