import { spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const START_SECONDS = 60;

/**
 * Starts a program that serves HTTP and waits until it answers.
 * @param {{ command: string, args: (port: number) => string[], cwd: string }} program
 * @throws Error if it ends, or does not answer
 */
export async function startServer({ command, args, cwd }) {
  const port = await freePort();
  const child = spawn(command, args(port), { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill();
    await ended;
  };
  const until = Date.now() + START_SECONDS * 1000;
  while (child.exitCode === null && Date.now() < until) {
    if (await answers(port)) return { port, stop };
    await sleep(50);
  }
  await stop();
  throw new Error(`${command} does not answer: ${said}`);
}

/** The value of a series without labels that a server tells about itself. */
export async function ownValue({ port }, name) {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`);
  const [, value] = new RegExp(`^${name} (.+)$`, 'm').exec(await response.text()) ?? [];
  if (value === undefined) throw new Error(`/metrics does not hold ${name}`);
  return Number(value);
}

async function answers(port) {
  try {
    return (await fetch(`http://127.0.0.1:${port}/metrics`)).ok;
  } catch {
    return false;
  }
}

async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
