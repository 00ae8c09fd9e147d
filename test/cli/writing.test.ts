import { spawn } from 'node:child_process';
import { access, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { snapshot } from '../unit/project/snapshot.ts';
import { BIN, cleanEnv, emptyDirectory, finished, jsonOf, NODE_NOTE, run } from './run.ts';

describe('files in the way', () => {
  const prepared = async () => {
    const cwd = emptyDirectory();
    await mkdir(path.join(cwd, 'shop'));
    await writeFile(path.join(cwd, 'shop', 'exporter.yaml'), 'mine');
    await writeFile(path.join(cwd, 'shop', 'own.txt'), 'own');
    return cwd;
  };
  const args = ['shop', '--yes', '--no-git'];

  test.each([[], ['--on-conflict', 'fail']])('%s: exit 4, nothing changed', async (...policy) => {
    const cwd = await prepared();
    const before = await snapshot(cwd);
    const { code, err } = await run([...args, ...policy], { cwd });
    expect(code).toBe(4);
    expect(err).toContain('  exporter.yaml\n');
    expect(err).toContain('--on-conflict skip');
    expect(await snapshot(cwd)).toEqual(before);
  });

  test('skip keeps them', async () => {
    const cwd = await prepared();
    const { code, out } = await run([...args, '--on-conflict', 'skip'], { cwd });
    expect(code).toBe(0);
    expect(out).toContain('(1 kept)');
    const manifest = JSON.parse(
      await readFile(path.join(cwd, 'shop', '.create-exporter.json'), 'utf8'),
    );
    expect(Object.keys(manifest.files)).not.toContain('exporter.yaml');
    expect(await readFile(path.join(cwd, 'shop', 'exporter.yaml'), 'utf8')).toBe('mine');
  });

  test('overwrite replaces them, and no others', async () => {
    const cwd = await prepared();
    expect((await run([...args, '--on-conflict', 'overwrite'], { cwd })).code).toBe(0);
    const after = await snapshot(path.join(cwd, 'shop'));
    expect(after['exporter.yaml']).toContain('name: shop');
    expect(after['own.txt']).toBe('own');
  });

  test.each([
    [
      ['-r', 'node'],
      ['-r', 'python'],
      'runtime is node',
      'runtime: python into its exporter.yaml, take its client out, and',
    ],
    [
      ['-p', 'sidecar'],
      ['-p', 'batch'],
      'pattern is sidecar',
      'pattern: batch into its exporter.yaml, and',
    ],
    [
      ['-r', 'python'],
      ['-r', 'python', '--name', 'cart'],
      'name is shop',
      'name: cart into its exporter.yaml, and',
    ],
  ])('over a project of %j none of %j is written', async (former, other, reason, advice) => {
    const cwd = emptyDirectory();
    await run([...args, ...former], { cwd });
    const before = await snapshot(cwd);
    for (const policy of ['overwrite', 'skip', 'fail']) {
      const { code, err } = await run([...args, ...other, '--on-conflict', policy], { cwd });
      expect(code).toBe(4);
      expect(err).toContain(`Its ${reason}, not`);
      expect(err).toContain(`write ${advice} run create-exporter update`);
    }
    expect(await snapshot(cwd)).toEqual(before);
  });

  test('a second run finds all files identical', async () => {
    const cwd = emptyDirectory();
    await run(args, { cwd });
    const before = await snapshot(cwd);
    const again = jsonOf(await run([...args, '--json'], { cwd }));
    expect(new Set(again.files.map(({ action }: { action: string }) => action))).toEqual(
      new Set(['identical']),
    );
    expect(await snapshot(cwd)).toEqual(before);
  });

  test.each([
    ['a file', (place: string) => writeFile(place, '')],
    ['a link', (place: string) => symlink('elsewhere', place)],
  ])('the target is %s: exit 4', async (_, make) => {
    const cwd = emptyDirectory();
    await make(path.join(cwd, 'shop'));
    const before = await snapshot(cwd);
    for (const policy of ['fail', 'skip', 'overwrite']) {
      expect((await run([...args, '--on-conflict', policy], { cwd })).code).toBe(4);
    }
    expect(await snapshot(cwd)).toEqual(before);
  });
});

describe('install', () => {
  const unreachable = () => ({
    npm_config_registry: 'http://127.0.0.1:9',
    npm_config_cache: emptyDirectory(),
    npm_config_fetch_retries: '0',
    npm_config_update_notifier: 'false',
    PIP_INDEX_URL: 'http://127.0.0.1:9',
    PIP_RETRIES: '0',
    PIP_NO_CACHE_DIR: '1',
    PIP_CONFIG_FILE: '/dev/null',
    HOME: emptyDirectory(),
  });

  test.each(['node', 'python'])(
    'that fails (%s): exit 5 with its output, files stay',
    async (runtime) => {
      const cwd = emptyDirectory();
      const args = ['shop', '--yes', '-r', runtime, '--no-git', '--install'];
      const { code, out, err } = await run(args, { cwd, env: unreachable() });
      expect(code).toBe(5);
      expect(err).toMatch(/^Installing dependencies/);
      expect(out).toContain('install failed; the files are written and complete');
      expect(out).toMatch(/127\.0\.0\.1|ECONNREFUSED|No matching distribution/);
      const [, next] = out.split('Next\n');
      const command = runtime === 'node' ? 'npm ci' : '.venv/bin/python -m pip install';
      expect(next).toContain(`  # The install failed. Once what it tells is mended:\n`);
      expect(next).toContain(`  ${command}`);
      await access(path.join(cwd, 'shop', '.create-exporter.json'));
    },
  );

  test('with a package manager that is not there: exit 5 and its name', async () => {
    const cwd = emptyDirectory();
    const done = await run(
      ['shop', '--yes', '--no-git', '--install', '--package-manager', 'bun', '--json'],
      {
        cwd,
        env: { PATH: emptyDirectory() },
      },
    );
    expect(done.code).toBe(5);
    expect(jsonOf(done)).toMatchObject({
      ok: false,
      error: {
        code: 5,
        title: 'install failed',
        details: [expect.stringContaining('bun is not installed')],
      },
    });
  });

  test('that is interrupted: exit 5, files stay', async () => {
    const cwd = emptyDirectory();
    const bin = emptyDirectory();
    await writeFile(path.join(bin, 'npm'), '#!/bin/sh\nexec /bin/sleep 30\n', { mode: 0o755 });
    const child = spawn(process.execPath, [BIN, 'shop', '--yes', '--no-git', '--install'], {
      cwd,
      env: cleanEnv({ PATH: bin }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stderr!.once('data', () => setTimeout(() => child.kill('SIGINT'), 200));
    const { code, out } = await finished(child);
    expect(code).toBe(5);
    expect(out).toContain('interrupted');
    await access(path.join(cwd, 'shop', '.create-exporter.json'));
  });

  test.each([
    ['pnpm', ['pnpm install', 'pnpm test', 'pnpm start']],
    ['bun', ['bun install', 'bun run test', 'bun start']],
    ['npm', ['npm ci', 'npm test', 'npm start']],
  ])('what to do next with %s', async (manager, steps) => {
    const args = ['shop', '--yes', '--dry-run', '--json', '--package-manager', manager];
    const { nextSteps, notes } = jsonOf(await run(args, { cwd: emptyDirectory() }));
    expect(nextSteps).toEqual(['cd shop', ...steps]);
    expect(notes).toEqual(NODE_NOTE);
  });

  // pnpm, yarn and bun hand `--` on to the program.
  test.each([
    ['npm', 'npm start -- --database.sample'],
    ['pnpm', 'pnpm start --database.sample'],
  ])('a flag of the program goes through %s', async (manager, start) => {
    const args = ['shop', '--preset', 'sql', '--yes', '--dry-run', '--json'];
    const { nextSteps } = jsonOf(
      await run([...args, '--package-manager', manager], { cwd: emptyDirectory() }),
    );
    expect(nextSteps).toContain(start);
  });
});
