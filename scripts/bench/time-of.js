import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';

/** Milliseconds from the start of a program to its end; fails if it does. */
export async function timeOf(command, args, { stdin } = {}) {
  const input = stdin === undefined ? undefined : openSync(stdin);
  const start = performance.now();
  const child = spawn(command, args, { stdio: [input ?? 'ignore', 'ignore', 'inherit'] });
  const [code] = await once(child, 'close');
  const time = performance.now() - start;
  if (input !== undefined) closeSync(input);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}`);
  return time;
}
