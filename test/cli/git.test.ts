import { access, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { emptyDirectory, jsonOf, run } from './run.ts';
import { git, IDENTITY } from './shop.ts';

describe('git', () => {
  test('with an identity: one commit of all files on main, and a clean tree', async () => {
    const cwd = emptyDirectory();
    const { code, out, err } = await run(['shop', '--yes'], { cwd, env: IDENTITY });
    expect({ code, err }).toEqual({ code: 0, err: 'Making the first commit …\n' });
    expect(out).toContain('✔ first commit made');
    const shop = path.join(cwd, 'shop');
    expect(git(shop, 'log', '--format=%s%n%an')).toBe('Generate with create-exporter\nA');
    expect(git(shop, 'branch', '--show-current')).toBe('main');
    expect(git(shop, 'status', '--porcelain')).toBe('');
    // The manifest names the blobs that git has.
    const { files } = JSON.parse(await readFile(path.join(shop, '.create-exporter.json'), 'utf8'));
    for (const [file, id] of Object.entries(files))
      expect(git(shop, 'rev-parse', `HEAD:${file}`)).toBe(id);
  });

  test('a clone has the line ends that scripts and formatters want, whatever git is set to', async () => {
    const cwd = emptyDirectory();
    await run(['shop', '--yes', '--target', 'compose'], { cwd, env: IDENTITY });
    // As Git for Windows comes.
    git(cwd, 'clone', '--quiet', '--config', 'core.autocrlf=true', 'shop', 'clone');
    const files = git(path.join(cwd, 'clone'), 'ls-files', '--eol').split('\n');
    expect(files.length).toBeGreaterThan(50);
    expect(files.filter((line) => !/^i\/(?:lf|none) +w\/(?:lf|none) /.test(line))).toEqual([]);
  });

  test('without an identity: staged, with a note; none is made up', async () => {
    const cwd = emptyDirectory();
    const { code, out } = await run(['shop', '--yes'], { cwd, env: { EMAIL: undefined } });
    expect(code).toBe(0);
    expect(out).toContain('git has no user.name and user.email: staged, not committed');
    expect(git(path.join(cwd, 'shop'), 'status', '--porcelain')).toMatch(
      /^A {2}.*exporter\.yaml$/m,
    );
  });

  test('without an identity, asked for: exit 5 with the words of git, files stay', async () => {
    const cwd = emptyDirectory();
    const done = await run(['shop', '--yes', '--git', '--json'], { cwd });
    expect(done.code).toBe(5);
    const result = jsonOf(done);
    expect(result).toMatchObject({ ok: false, error: { code: 5, title: 'git failed' } });
    expect(result.error.details[0]).toMatch(/user\.(name|email)|identity/i);
    expect(result.files.length).toBeGreaterThan(0);
    await access(path.join(cwd, 'shop', 'exporter.yaml'));
  });

  test('with --json the object alone tells of it', async () => {
    const result = await run(['shop', '--yes', '--json'], { cwd: emptyDirectory(), env: IDENTITY });
    expect(result).toMatchObject({ code: 0, err: '' });
    expect(jsonOf(result).steps).toEqual([{ name: 'git', state: 'done' }]);
  });

  test('inside a work tree: none, and GIT_DIR of a hook misleads nobody', async () => {
    const cwd = emptyDirectory();
    git(cwd, 'init', '--quiet', '--initial-branch=main');
    const inside = await run(['shop', '--yes'], { cwd, env: IDENTITY });
    expect(inside).toMatchObject({ code: 0, err: '' });
    expect(inside.out).not.toMatch(/commit/);
    expect(await readdir(path.join(cwd, 'shop'))).not.toContain('.git');

    const outside = emptyDirectory();
    const env = { ...IDENTITY, GIT_DIR: path.join(cwd, '.git'), GIT_WORK_TREE: cwd };
    expect((await run(['shop', '--yes'], { cwd: outside, env })).out).toContain(
      'first commit made',
    );
    expect(git(path.join(outside, 'shop'), 'log', '--format=%s')).toBe(
      'Generate with create-exporter',
    );
  });

  test.each([[], ['--no-git']])(
    'below the top of a repository GitHub sees no workflow %j',
    async (...args) => {
      const cwd = emptyDirectory();
      git(cwd, 'init', '--quiet');
      const below = await run(['services/shop', '--yes', ...args], { cwd, env: IDENTITY });
      expect(below.out).toContain(
        '# GitHub reads .github only at the top of the repository, the directory you are in: move its files there, with working-directory: services/shop for',
      );
      const atTop = await run(['.', '--name', 'shop', '--yes', ...args], { cwd, env: IDENTITY });
      expect(atTop.out).not.toContain('GitHub');
    },
  );

  test('--no-git: none', async () => {
    const cwd = emptyDirectory();
    await run(['shop', '--yes', '--no-git'], { cwd, env: IDENTITY });
    expect(await readdir(path.join(cwd, 'shop'))).not.toContain('.git');
  });

  test('commits what it wrote, not what stood there, though it be ignored', async () => {
    const cwd = emptyDirectory();
    await writeFile(path.join(cwd, 'secret.env'), 'x');
    await writeFile(path.join(cwd, 'config'), '[core]\nexcludesFile = ignore\n');
    const ignore = path.join(emptyDirectory(), 'ignore');
    await writeFile(ignore, '*.yaml\n');
    const config = path.join(emptyDirectory(), 'config');
    await writeFile(config, `[core]\n\texcludesFile = ${ignore}\n`);
    const env = { ...IDENTITY, GIT_CONFIG_GLOBAL: config };
    const { code, out } = await run(['.', '--name', 'shop', '--yes'], { cwd, env });
    expect({ code, out }).toMatchObject({
      code: 0,
      out: expect.stringContaining('first commit made'),
    });
    const committed = git(cwd, 'ls-files').split('\n');
    expect(committed).toContain('exporter.yaml');
    expect(committed).not.toContain('secret.env');
    expect(git(cwd, 'status', '--porcelain')).toMatch(/^\?\? secret\.env$/m);

    await writeFile(path.join(cwd, 'staged.txt'), 'x');
    git(cwd, 'add', 'staged.txt');
    const again = await run(['.', '--name', 'shop', '--yes', '--git'], { cwd, env });
    expect({ code: again.code, out: again.out }).toMatchObject({
      code: 0,
      out: expect.stringContaining('git: nothing to commit'),
    });
    expect(git(cwd, 'log', '--format=%s')).toBe('Generate with create-exporter');
  });

  test('not installed: a note, or exit 5 if asked for', async () => {
    const env = { PATH: emptyDirectory() };
    const cwd = emptyDirectory();
    const implicit = await run(['one', '--yes'], { cwd, env });
    expect(implicit).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringContaining('git: git is not installed'),
    });
    const explicit = await run(['two', '--yes', '--git'], { cwd, env });
    expect(explicit).toMatchObject({
      code: 5,
      out: expect.stringContaining('git is not installed'),
    });
    expect(explicit.out).toContain('git failed; the files are written and complete');
    expect(await readdir(path.join(cwd, 'two'))).toEqual(await readdir(path.join(cwd, 'one')));
  });
});
