import { existsSync } from 'node:fs';
import { appendFile, chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { emptyDirectory, run } from './run.ts';
import { committedShop, edit, git, IDENTITY, otherPort, write } from './shop.ts';

/** Programs that git can be told to run; each leaves a file where it ran. */
function hostileConfig(ran: string): string {
  const program = (name: string) => JSON.stringify(`touch '${path.join(ran, name)}'; cat`);
  return [
    '[core]',
    `\tfsmonitor = ${program('fsmonitor')}`,
    `\thooksPath = ${JSON.stringify(path.join(ran, 'hooks'))}`,
    '[filter "x.y"]',
    `\tclean = ${program('clean')}`,
    '\trequired',
    '[filter "process"]',
    `\tprocess = ${program('process')}`,
    '[hook "h"]',
    `\tcommand = ${program('hook')}`,
    '\tevent = pre-commit',
    '',
  ].join('\n');
}

const HOOKS = ['pre-commit', 'commit-msg', 'post-commit', 'post-index-change'];

/** Puts such programs into the repository of a directory. @returns those that ran so far, when it is asked */
async function makeHostile(directory: string): Promise<() => string[]> {
  const ran = emptyDirectory();
  await mkdir(path.join(directory, '.git/info'), { recursive: true });
  await mkdir(path.join(ran, 'hooks'));
  for (const hook of HOOKS) {
    const file = path.join(ran, 'hooks', hook);
    await writeFile(file, `#!/bin/sh\ntouch '${path.join(ran, hook)}'\n`);
    await chmod(file, 0o755);
  }
  const included = path.join(ran, 'included');
  await writeFile(included, hostileConfig(ran));
  await appendFile(path.join(directory, '.git/config'), `[include]\n\tpath = ${included}\n`);
  await writeFile(
    path.join(directory, '.git/info/attributes'),
    '* filter=x.y\n*.md filter=process\n',
  );
  const names = ['fsmonitor', 'clean', 'process', 'hook', ...HOOKS];
  return () => names.filter((name) => existsSync(path.join(ran, name)));
}

describe('what a repository has git run is not run', () => {
  test('by update and add, nor by create over a project', async () => {
    const directory = await committedShop();
    const ran = await makeHostile(directory);
    await edit(directory, 'exporter.yaml', otherPort);
    await write(directory, 'README.md', 'Mine.\n');
    const update = await run(['update'], { cwd: directory });
    expect(update.code, update.err).toBe(4);
    expect(update.err).toContain(' M README.md');
    const added = await run(['add', 'metric', 'gauge shop_carts Carts.'], { cwd: directory });
    expect(added.code, added.err).toBe(4);
    const over = ['.', '--name', 'shop', '--yes', '--on-conflict', 'overwrite'];
    expect((await run(over, { cwd: directory, env: IDENTITY })).code).toBe(4);
    expect(ran()).toEqual([]);
    // They would have run.
    git(directory, 'status');
    expect(ran()).toEqual(expect.arrayContaining(['fsmonitor', 'clean']));
  });

  test('by create where a .git is no repository yet, which stays as it is unless --git is given', async () => {
    const cwd = emptyDirectory();
    const ran = await makeHostile(cwd);
    const args = ['.', '--name', 'shop', '--yes'];
    const left = await run(args, { cwd, env: IDENTITY });
    expect(left.code, left.err).toBe(0);
    expect(left.out).toContain('- git: the .git that is there already is no repository');
    expect(existsSync(path.join(cwd, '.git/HEAD'))).toBe(false);
    expect(ran()).toEqual([]);

    const made = await run([...args, '--git'], { cwd, env: IDENTITY });
    expect(made.code, made.err).toBe(0);
    expect(made.out).toContain('✔ first commit made');
    expect(ran()).toEqual([]);
    expect(git(cwd, 'log', '--format=%s')).toBe('Generate with create-exporter');
  });

  test('and where that cannot be helped, nothing is written', async () => {
    const directory = await committedShop();
    await appendFile(path.join(directory, '.git/config'), '[filter "a=b"]\n\tclean = cat\n');
    await edit(directory, 'exporter.yaml', otherPort);
    const { code, err } = await run(['update'], { cwd: directory });
    expect(code, err).toBe(4);
    expect(err).toContain('a filter "a=b", and a name with "=" cannot be switched off');
  });
});

test('the filters of the user are run: without them their files would look changed', async () => {
  const directory = await committedShop();
  const config = path.join(emptyDirectory(), 'config');
  await writeFile(config, '[filter "upper"]\n\tclean = tr a-z A-Z\n\tsmudge = tr A-Z a-z\n');
  const env = { GIT_CONFIG_GLOBAL: config };
  await writeFile(path.join(directory, '.git/info/attributes'), 'README.md filter=upper\n');
  await edit(directory, 'README.md', (text) => `${text.toLowerCase()}mine.\n`);
  git(directory, '-c', 'filter.upper.clean=tr a-z A-Z', 'commit', '--all', '--message=Mine');
  // What git remembers of the file is gone, so that it has to look into it.
  await rm(path.join(directory, '.git/index'));
  git(directory, '-c', 'filter.upper.clean=tr a-z A-Z', 'reset');
  await edit(directory, 'exporter.yaml', otherPort);
  const { out, err } = await run(['update'], { cwd: directory, env });
  // It is committed, so that nothing is refused: every line of it was changed, which is a conflict to be told.
  expect(err, out).toBe('');
  expect(out).toContain('conflict README.md');
  expect(await readFile(path.join(directory, 'prometheus.yml'), 'utf8')).toContain('9100');
});
