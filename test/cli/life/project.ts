import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { cleanEnv, emptyDirectory, run } from '../run.ts';

export const IDENTITY = {
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.com',
};
export const NO_GIT = { PATH: '/nonexistent' };
export const METRIC = 'counter shop_refunds_total{channel=web|mobile} Refunds granted.';

export const git = (cwd: string, ...args: string[]) =>
  execFileSync('git', args, { cwd, env: cleanEnv(IDENTITY), encoding: 'utf8' }).trim();

/** A new project in a directory `shop` of its own. */
export async function project(...flags: string[]): Promise<string> {
  const cwd = emptyDirectory();
  const { code, err } = await run(['shop', '--yes', '--no-git', ...flags], { cwd });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return path.join(cwd, 'shop');
}

export async function committed(...flags: string[]): Promise<string> {
  const cwd = emptyDirectory();
  await run(['shop', '--yes', '--git', ...flags], { cwd, env: IDENTITY });
  return path.join(cwd, 'shop');
}

export const read = (cwd: string, file: string) => readFile(path.join(cwd, file), 'utf8');
export const write = (cwd: string, file: string, text: string) =>
  writeFile(path.join(cwd, file), text);
export const edit = async (cwd: string, file: string, change: (text: string) => string) =>
  write(cwd, file, change(await read(cwd, file)));
export const otherPort = (text: string) => text.replace('port: 3000', 'port: 9100');
export const states = ({ files }: { files: { path: string; state: string }[] }) =>
  Object.fromEntries(
    files.filter(({ state }) => state !== 'same').map((file) => [file.path, file.state]),
  );
