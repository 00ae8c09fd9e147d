import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { DIRTY, lintInputs, SPEC } from './lint-inputs.ts';
import { BIN, cleanEnv, emptyDirectory, finished, jsonOf, type Run, run } from './run.ts';

let cwd: string;
beforeAll(async () => {
  cwd = await lintInputs();
});

const lint = (...args: string[]): Promise<Run> => run(['lint', ...args], { cwd });

describe('exit codes', () => {
  test.each([
    [['clean.prom'], 0],
    [['warned.prom'], 0],
    [['open.metrics'], 0],
    [['dirty.prom'], 3],
    [['dirty.prom.gz'], 3],
    [['clean.prom', 'dirty.prom'], 3],
    [['dirty.prom', '--allow', 'counter,camel-case'], 0],
    [['dirty.prom', '--allow', 'counter', '--allow', 'camel-case'], 0],
    [['exporter.yaml'], 3],
    [['exporter.yaml', '--allow', 'counter'], 3],
    [['broken.prom'], 2],
    [['empty.prom'], 2],
    [['cut.prom.gz'], 2],
    [['wrong.yaml'], 2],
    [['nowhere.prom'], 2],
    [['.'], 2],
    [['dirty.prom', 'nowhere.prom'], 2],
    [[], 2],
    [['clean.prom', '--allow', 'countr'], 2],
    [['clean.prom', '--format', 'xml'], 2],
    [['clean.prom', '--format', 'github', '--json'], 2],
    [['-', '-'], 2],
    [['ftp://localhost/metrics'], 2],
    [['http://us%zz:secret@localhost/metrics'], 2],
  ])('%j → %i', async (args, code) => {
    expect((await lint(...args)).code).toBe(code);
  });
});

test('one series of many is named, at its line, and numbers that contradict each other are warnings', async () => {
  const input = [
    ...['# HELP a A.', '# TYPE a gauge', 'a{x="1"} 1', 'a{x="1"} 2'],
    ...['# HELP b B.', '# TYPE b histogram', 'b_bucket{le="1"} 3', 'b_bucket{le="2"} 2', ''],
  ].join('\n');
  const { code, out } = await run(['lint', '-'], { cwd, input });
  expect(code).toBe(3);
  expect(out).toContain('  a <stdin>:4:1\n    ✖ duplicate  metric not unique: a{x="1"}.\n');
  expect(out).toContain('  b <stdin>:8:1\n    ! buckets    The bucket le="2" has 2 and le="1" 3');
  expect(out).toMatch(
    / {2}b <stdin>:7:1\n {4}! buckets {4}The bucket le="\+Inf" is missing, .*: b_bucket\{le="1"\}\.\n/,
  );
  expect(out).toContain('1 error, 2 warnings');
});

test('what generation refuses to allow is not left out of an exporter.yaml, and stays so', async () => {
  const { out } = await lint('exporter.yaml', '--allow', 'counter,label-target');
  const [refused, ...findings] = jsonOf(
    await lint('--json', 'exporter.yaml', 'dirty.prom', '--allow', 'counter,counter,camel-case'),
  ).findings;
  expect(refused).toEqual({
    input: 'exporter.yaml',
    rule: 'allow',
    level: 'error',
    subject: '--allow counter',
    message:
      'The rule "counter" cannot be allowed: a client would refuse the metric or change its name.',
  });
  expect(findings).toMatchObject([
    { input: 'exporter.yaml', rule: 'counter' },
    { input: 'exporter.yaml', rule: 'label-target' },
  ]);
  expect(out).toContain('  --allow counter\n    ✖ allow    The rule "counter" cannot be allowed');
});

describe('what an input is', () => {
  test.each([
    ['clean.prom', 'text'],
    ['open.metrics', 'openmetrics'],
    ['exporter.yaml', 'spec'],
    ['spec-without-suffix', 'spec'],
  ])('%s: %s', async (file, kind) => {
    const { inputs } = jsonOf(await lint('--json', file));
    expect(inputs).toMatchObject([{ kind }]);
  });

  test.each([
    [DIRTY, 'text'],
    [gzipSync(DIRTY), 'text'],
    [SPEC, 'spec'],
    ['# TYPE a unknown\na 1\n# EOF\n', 'openmetrics'],
  ])('standard input %#: %s', async (input, kind) => {
    const { inputs } = jsonOf(await run(['lint', '--json', '-'], { cwd, input }));
    expect(inputs).toMatchObject([{ input: '<stdin>', kind }]);
  });
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s while it reads: exit 130', async (signal) => {
  const child = spawn(process.execPath, [BIN, 'lint', '-'], { cwd, env: cleanEnv() });
  const done = finished(child);
  // More than a pipe holds: once it is gone, the program is reading.
  await new Promise((resolve) => child.stdin.write('# x\n'.repeat(256 * 1024), resolve));
  child.kill(signal);
  expect((await done).code).toBe(130);
});

test('what is not asked for is not loaded', async () => {
  const coverage = emptyDirectory();
  const loaded = async (args: string[]) => {
    const directory = path.join(coverage, args.join('-').replaceAll(/\W/g, '-'));
    await run(args, { cwd, env: { NODE_V8_COVERAGE: directory } });
    const [file] = await readdir(directory);
    const { result } = JSON.parse(await readFile(path.join(directory, file!), 'utf8'));
    const urls = result.map(({ url }: { url: string }) => url) as string[];
    return urls.flatMap((url) => /\/chunks\/(.+)-[\w-]{8}\.js$/.exec(url)?.[1] ?? []);
  };
  expect(await loaded(['--help'])).toEqual(['rolldown-runtime']);
  expect(await loaded(['--version'])).toEqual(['rolldown-runtime']);
  const create = await loaded(['shop', '--yes', '--dry-run']);
  expect(create).toEqual(expect.arrayContaining(['create', 'shared']));
  expect(create).not.toContain('lint');
  const lint = await loaded(['lint', 'clean.prom']);
  expect(lint).toEqual(expect.arrayContaining(['lint', 'shared']));
  expect(lint).not.toContain('create');
});
