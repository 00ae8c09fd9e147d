import { expect, test } from 'vitest';
import { freePort, startProgram, waitForUrl } from './process.ts';

const SERVER = `
  const server = require('node:http').createServer((request, response) => {
    response.writeHead(request.url === '/ready' ? 200 : 404).end('hello');
  });
  server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('listening'));
  process.on('SIGTERM', () => { console.error('stopping'); process.exit(7); });
`;

const server = (port: number) => ({
  command: process.execPath,
  args: ['-e', SERVER],
  env: { PORT: String(port) },
  ready: '/ready',
});

test('starts a program, waits for it, and stops it by a signal', async () => {
  const program = await startProgram(server);
  expect(await (await fetch(`${program.url}/ready`)).text()).toBe('hello');
  expect(await program.stop()).toEqual({ exitCode: 7, signal: undefined });
  expect(program.stdout()).toBe('listening\n');
  expect(program.stderr()).toBe('stopping\n');
});

test('tells the signal that ended a program', async () => {
  const program = await startProgram(server);
  expect(await program.stop('SIGKILL')).toEqual({ exitCode: undefined, signal: 'SIGKILL' });
});

test('kills a program that does not stop', async () => {
  const args = [
    '-e',
    "process.on('SIGTERM', () => {}); setInterval(() => {}, 1e3); console.log(1)",
  ];
  const program = await startProgram({ command: process.execPath, args });
  await expect.poll(program.stdout, { timeout: 5_000 }).toBe('1\n');
  await expect(program.stop('SIGTERM', 200)).rejects.toThrow('still running 200 ms after SIGTERM');
  expect(await program.exited).toEqual({ exitCode: undefined, signal: 'SIGKILL' });
});

test('does not wait for a program that has ended, and shows what it wrote', async () => {
  const args = ['-e', "console.error('no such thing'); process.exit(3)"];
  await expect(startProgram({ command: process.execPath, args, ready: '/ready' })).rejects.toThrow(
    /the program ended \(\{"exitCode":3\}\)[\s\S]*no such thing/,
  );
});

test('a program that cannot be started is an error', async () => {
  await expect(startProgram({ command: 'no-such-program' })).rejects.toThrow('ENOENT');
});

test('names the last answer of a URL that does not become ready', async () => {
  const program = await startProgram(server);
  await expect(waitForUrl(`${program.url}/other`, { timeout: 200 })).rejects.toThrow('status 404');
  const url = `http://127.0.0.1:${await freePort()}/`;
  await expect(waitForUrl(url, { timeout: 200 })).rejects.toThrow('ECONNREFUSED');
});

let leftBehind = 0;

test('a test leaves a program running', async () => {
  leftBehind = (await startProgram(server)).pid;
});

test('and it is gone after that test', () => {
  expect(() => process.kill(leftBehind, 0)).toThrow('ESRCH');
});
