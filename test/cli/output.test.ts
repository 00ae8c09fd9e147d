import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { snapshot } from '../unit/project/snapshot.ts';
import { BIN, cleanEnv, emptyDirectory, finished, jsonOf, NODE_NOTE, run } from './run.ts';

const ESC = '\u001b[';
const ARGS = ['shop', '--yes', '--no-git'];

describe('--json', () => {
  test('is one object of the documented shape, and the files are as it says', async () => {
    const cwd = emptyDirectory();
    const done = await run([...ARGS, '--json'], { cwd });
    expect(done.code).toBe(0);
    const result = jsonOf(done);
    expect(result).toMatchObject({
      ok: true,
      command: 'create',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      project: {
        name: 'shop',
        directory: path.join(cwd, 'shop'),
        runtime: 'node',
        pattern: 'application',
        targets: ['docker'],
      },
      findings: [],
      nextSteps: ['cd shop', 'npm ci', 'npm test', 'npm start'],
      alternatives: [],
      notes: NODE_NOTE,
      reproduce: 'npx create-exporter shop --no-git --yes',
    });
    const written = await snapshot(path.join(cwd, 'shop'));
    const files = Object.keys(written).filter((file) => written[file] !== '/');
    expect(result.files.map((file: { path: string }) => file.path).sort()).toEqual(files.sort());
    for (const { path: file, action, bytes, sha256 } of result.files) {
      expect(action).toBe('create');
      expect(bytes).toBe(written[file]!.length);
      expect(sha256).toBe(createHash('sha256').update(written[file]!, 'latin1').digest('hex'));
    }
  });

  test.each([
    [[], 'create', 2],
    [['--unknown'], 'create', 2],
    [['presets', '--unknown'], 'presets', 2],
    [['schema', 'x'], 'schema', 2],
    [['--name', 'con', '-y'], 'create', 2],
    [['--spec', 'nowhere'], 'create', 2],
    [['there', '-y'], 'create', 4],
  ])('of a failure: %j', async (args, command, code) => {
    const cwd = emptyDirectory();
    await writeFile(path.join(cwd, 'there'), '');
    const done = await run([...args, '--json'], { cwd });
    expect(done.code).toBe(code);
    expect(done.err).toBe('');
    expect(jsonOf(done)).toEqual({
      ok: false,
      command,
      error: { code, title: expect.any(String), details: expect.any(Array) },
    });
  });

  test('of the presets', async () => {
    const { presets, version } = jsonOf(await run(['presets', '--json'], { cwd: '/' }));
    expect(version).toBe(packageJson.version);
    expect(presets).toContainEqual({
      name: 'business',
      description: expect.any(String),
      metrics: expect.arrayContaining(['business_sales_total']),
    });
  });
});

describe('--dry-run', () => {
  test('writes nothing and lists what a real run writes', async () => {
    const cwd = emptyDirectory();
    const dry = jsonOf(await run([...ARGS, '--dry-run', '--json'], { cwd }));
    expect(await readdir(cwd)).toEqual([]);
    const real = jsonOf(await run([...ARGS, '--json'], { cwd }));
    expect(dry.dryRun).toBe(true);
    expect(dry.files).toEqual(real.files);
    expect(dry.reproduce).toBe(real.reproduce);
  });

  test('tells people every file', async () => {
    const cwd = emptyDirectory();
    const { code, out } = await run([...ARGS, '--dry-run'], { cwd });
    expect(code).toBe(0);
    expect(out).toMatch(/^create +exporter\.yaml \d+ B$/m);
    expect(out).toMatch(/\d+ files would be written to shop/);
    expect(await readdir(cwd)).toEqual([]);
  });

  test('ends without the command that was typed: nothing was asked', async () => {
    const { out } = await run([...ARGS, '--dry-run'], { cwd: emptyDirectory() });
    expect(out).not.toContain('The same again');
  });

  test('finds conflicts, too', async () => {
    const cwd = emptyDirectory();
    await mkdir(path.join(cwd, 'shop'));
    await writeFile(path.join(cwd, 'shop', 'exporter.yaml'), 'mine');
    const { code, err } = await run([...ARGS, '--dry-run'], { cwd });
    expect(code).toBe(4);
    expect(err).toContain('exporter.yaml');
  });
});

test('--diff shows the content of new files and the changes of others', async () => {
  const cwd = emptyDirectory();
  const { out } = await run([...ARGS, '--dry-run', '--diff'], { cwd });
  expect(out).toMatch(/^ {2}\+name: shop$/m);
  await run(ARGS, { cwd });
  const again = await run([...ARGS, '--port', '4000', '--on-conflict', 'overwrite', '--diff'], {
    cwd,
  });
  expect(again.out).toMatch(/^ {2}-port: 3000\n {2}\+port: 4000$/m);
  expect(await readFile(path.join(cwd, 'shop', 'exporter.yaml'), 'utf8')).toContain('port: 4000');
});

describe('--quiet', () => {
  test('says nothing when all is well', async () => {
    const cwd = emptyDirectory();
    expect(await run([...ARGS, '--quiet'], { cwd })).toEqual({ code: 0, out: '', err: '' });
    expect(await readdir(cwd)).toEqual(['shop']);
  });

  test('says what is wrong', async () => {
    const { code, err } = await run(['--quiet'], { cwd: emptyDirectory() });
    expect(code).toBe(2);
    expect(err).toContain('Something is missing');
  });
});

describe('colours', () => {
  test.each([
    ['a pipe', [], {}, false],
    ['FORCE_COLOR', [], { FORCE_COLOR: '1' }, true],
    ['FORCE_COLOR=0', [], { FORCE_COLOR: '0' }, false],
    ['NO_COLOR over FORCE_COLOR', [], { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
    ['--no-color over FORCE_COLOR', ['--no-color'], { FORCE_COLOR: '1' }, false],
  ])('%s', async (_, args, env, expected) => {
    const cwd = emptyDirectory();
    const good = await run([...ARGS, '--dry-run', ...args], { cwd, env });
    const bad = await run(args, { cwd, env });
    expect([good.out.includes(ESC), bad.err.includes(ESC)]).toEqual([expected, expected]);
  });
});

test('CI, colours, package manager, language and time zone change no byte of a project', async () => {
  const plain = emptyDirectory();
  const other = emptyDirectory();
  const env = {
    CI: 'true',
    FORCE_COLOR: '1',
    TZ: 'Asia/Tokyo',
    LANG: 'tr_TR.UTF-8',
    npm_config_user_agent: 'pnpm/9',
  };
  const [one, two] = await Promise.all([run(ARGS, { cwd: plain }), run(ARGS, { cwd: other, env })]);
  expect([one.code, two.code]).toEqual([0, 0]);
  expect(await snapshot(other)).toEqual(await snapshot(plain));
});

test('the command that is told makes the same project', async () => {
  const cwd = emptyDirectory();
  const args = [
    'a b/shop',
    '-r',
    'python',
    '--no-git',
    '-t',
    'none',
    '--description',
    "It's $5 & `x`\n!",
  ];
  const metrics = ['-m', 'counter shop_orders_total{channel=web|a\\|b,region} Orders "placed".'];
  const { reproduce } = jsonOf(await run([...args, ...metrics, '--json'], { cwd }));
  const elsewhere = emptyDirectory();
  const command = `${reproduce.replace('npx create-exporter', '"$NODE" "$BIN"')} --quiet`;
  const child = spawn('sh', ['-c', command], {
    cwd: elsewhere,
    env: cleanEnv({ NODE: process.execPath, BIN }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  expect(await finished(child)).toEqual({ code: 0, out: '', err: '' });
  expect(await snapshot(elsewhere)).toEqual(await snapshot(cwd));
});

describe('help, version and other commands', () => {
  test.each([
    [['--help'], /^Usage: create-exporter \[directory\] \[options\]/],
    [['-h'], /--\[no-\]git /],
    [['--version'], /^\d+\.\d+\.\d+\n$/],
    [['presets'], /business_sales_total/],
    [['presets', '--help'], /^Usage: create-exporter presets/],
    [['completion', 'bash'], /complete -F _create_exporter create-exporter/],
  ])('%j', async (args, text) => {
    const { code, out, err } = await run(args, { cwd: '/' });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(text);
  });

  test('schema is the JSON Schema that is published', async () => {
    const { code, out } = await run(['schema'], { cwd: '/' });
    expect(code).toBe(0);
    expect(out).toBe(await readFile('dist/exporter.schema.json', 'utf8'));
  });
});
