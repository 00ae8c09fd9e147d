import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { cleanEnv, emptyDirectory, run } from './run.ts';

/** Who commits, for git. */
export const IDENTITY = {
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.com',
};

/** An environment without git. */
export const NO_GIT = { PATH: '/nonexistent' };

export const REFUNDS = 'counter shop_refunds_total{channel=web|mobile} Refunds granted.';

/** Runs git in a directory. @returns what it prints @throws where it fails */
export const git = (cwd: string, ...args: string[]): string =>
  execFileSync('git', args, {
    cwd,
    env: cleanEnv(IDENTITY),
    encoding: 'utf8',
    stdio: 'pipe',
  }).trim();

/** A new project in a directory `shop` of its own. @returns the directory */
export async function shop(...flags: string[]): Promise<string> {
  const cwd = emptyDirectory();
  const { code, err } = await run(['shop', '--yes', '--no-git', ...flags], { cwd });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return path.join(cwd, 'shop');
}

/** The same as a repository with one commit. */
export async function committedShop(...flags: string[]): Promise<string> {
  const cwd = emptyDirectory();
  await run(['shop', '--yes', '--git', ...flags], { cwd, env: IDENTITY });
  return path.join(cwd, 'shop');
}

export const read = (cwd: string, file: string) => readFile(path.join(cwd, file), 'utf8');

export const write = (cwd: string, file: string, text: string) =>
  writeFile(path.join(cwd, file), text);

export const edit = async (cwd: string, file: string, change: (text: string) => string) =>
  write(cwd, file, change(await read(cwd, file)));

/** exporter.yaml as its owner changes it. */
export const otherPort = (text: string) => text.replace('port: 3000', 'port: 9100');

/** What `diff --json` tells of the files that are not the same: path → state. */
export const states = ({ files }: { files: { path: string; state: string }[] }) =>
  Object.fromEntries(
    files.filter(({ state }) => state !== 'same').map((file) => [file.path, file.state]),
  );
