import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { needsPosix } from '../support/posix.ts';
import { requireTool } from '../support/tools.ts';
import { BIN, cleanEnv, emptyDirectory, finished, jsonOf, run } from './run.ts';

describe('the process', () => {
  test('beside the project only what Node.js compiled is left, and not even that if so wished', async () => {
    const node = requireTool('node24');
    const left = async (env: NodeJS.ProcessEnv) => {
      const [cwd, scratch] = [emptyDirectory(), emptyDirectory()];
      const child = spawn(node, [BIN, 'shop', '--yes', '--no-git'], {
        cwd,
        env: cleanEnv({ TMPDIR: scratch, TEMP: scratch, TMP: scratch, ...env }),
      });
      expect(await finished(child)).toMatchObject({ code: 0 });
      return [await readdir(cwd), await readdir(scratch)];
    };
    expect(await left({})).toEqual([['shop'], ['node-compile-cache']]);
    const off = 'NODE_DISABLE_COMPILE_CACHE';
    expect(await left({ [off]: '1' })).toEqual([['shop'], []]);
    expect(await readFile('SECURITY.md', 'utf8')).toContain(`\`${off}=1\``);
  });

  test('a run that asks nothing and says nothing makes no stream: each takes memory and time', async () => {
    const cwd = emptyDirectory();
    await writeFile(
      path.join(cwd, 'none.cjs'),
      `for (const name of ['stdin', 'stdout', 'stderr']) {
        Object.defineProperty(process, name, { get: () => { throw new Error(name); } });
      }`,
    );
    const node = ['--require', path.join(cwd, 'none.cjs')];
    const flags = ['shop', '--yes', '--no-git', '--quiet'];
    expect(await run(flags, { cwd, node })).toEqual({ code: 0, out: '', err: '' });
  });

  test('a reader that closes the pipe early is no failure', async () => {
    const child = spawn(
      'sh',
      ['-c', '{ "$NODE" "$BIN" schema; echo "code $?" >&2; } | head -n 1'],
      {
        env: cleanEnv({ NODE: process.execPath, BIN }),
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    expect(await finished(child)).toMatchObject({ out: '{\n', err: 'code 0\n' });
  });

  test.runIf(process.platform === 'linux')('an output that cannot be written is told', async () => {
    const child = spawn('sh', ['-c', '"$NODE" "$BIN" schema > /dev/full'], {
      env: cleanEnv({ NODE: process.execPath, BIN }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const { code, err } = await finished(child);
    expect(code).toBe(2);
    expect(err).toMatch(/^The output cannot be written: ENOSPC.*\.\n$/);
  });

  test.runIf(process.platform === 'linux')(
    'an output that cannot be written is no reason to say that nothing was',
    async () => {
      const cwd = emptyDirectory();
      const child = spawn('sh', ['-c', '"$NODE" "$BIN" shop --yes --no-git > /dev/full'], {
        cwd,
        env: cleanEnv({ NODE: process.execPath, BIN }),
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const { code, err } = await finished(child);
      expect(code).toBe(5);
      expect(err).toMatch(/ENOSPC.*\. The files are written\.\n$/);
      expect(await readdir(path.join(cwd, 'shop'))).toContain('exporter.yaml');
    },
  );

  test.runIf(process.platform === 'linux').each(['/proc/x', '/proc/x/y'])(
    '%s is no place for a project',
    async (directory) => {
      const { code, err } = await run([directory, '--name', 'x', '--yes'], { cwd: '/' });
      expect(code).toBe(2);
      expect(err).toContain(`✖ ${directory} cannot be used; nothing was written`);
      expect(err).toContain('The system has no place for files there. Choose another directory');
    },
  );

  test('a directory that was removed meanwhile is told', async () => {
    const child = spawn(
      'sh',
      ['-c', 'mkdir gone && cd gone && rmdir ../gone && "$NODE" "$BIN" x -y'],
      {
        cwd: emptyDirectory(),
        env: cleanEnv({ NODE: process.execPath, BIN }),
      },
    );
    const { code, err } = await finished(child);
    expect(code).toBe(2);
    expect(err).toContain('✖ The directory you are in does not exist any more');
  });

  test.each(['20.18.3', '18.20.4', '16.0.0'])(
    'Node.js %s is refused in one sentence',
    async (version) => {
      const preload = path.join(emptyDirectory(), 'old.cjs');
      await writeFile(
        preload,
        `Object.defineProperty(process.versions, 'node', { value: '${version}' });`,
      );
      const { code, out, err } = await run([], { cwd: '/', node: ['-r', preload] });
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toBe(
        `create-exporter needs Node.js 20.19 or newer; this is ${version}. Install a current version and run the same command again.\n`,
      );
    },
  );

  test.each(['20.19.0', '22.0.0', '30.1.0'])('Node.js %s is accepted', async (version) => {
    const preload = path.join(emptyDirectory(), 'new.cjs');
    await writeFile(
      preload,
      `Object.defineProperty(process.versions, 'node', { value: '${version}' });`,
    );
    expect((await run(['-V'], { cwd: '/', node: ['-r', preload] })).code).toBe(0);
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    '%s while it waits for --spec -: exit 130, nothing written',
    async (signal) => {
      for (const json of [[], ['--json']]) {
        const cwd = emptyDirectory();
        const child = spawn(process.execPath, [BIN, '--spec', '-', ...json], {
          cwd,
          env: cleanEnv(),
        });
        const done = finished(child);
        // More than a pipe holds: once it is gone, the program is reading.
        await new Promise((resolve) => child.stdin.write('#'.repeat(1024 * 1024), resolve));
        child.kill(signal);
        const ended = await done;
        expect(ended.code).toBe(130);
        if (json.length > 0) expect(jsonOf(ended).error).toMatchObject({ code: 130 });
        else expect(ended.err).toBe('✖ Interrupted; nothing was written\n');
        expect(await readdir(cwd)).toEqual([]);
      }
    },
  );

  test('a second Ctrl-C ends a read that hangs', async () => {
    needsPosix('mkfifo');
    const cwd = emptyDirectory();
    execFileSync('mkfifo', [path.join(cwd, 'shop.yaml')]);
    const child = spawn(process.execPath, [BIN, 'lint', 'shop.yaml'], { cwd, env: cleanEnv() });
    const ended = once(child, 'exit');
    const attempts = setInterval(() => child.kill('SIGINT'), 1000);
    // A shell calls this 130.
    expect(await ended).toEqual([null, 'SIGINT']);
    clearInterval(attempts);
  });
});
