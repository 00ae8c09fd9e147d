import { spawn } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { BIN, cleanEnv, emptyDirectory, finished, jsonOf, type Run, run } from './run.ts';

const CLEAN =
  '# HELP shop_orders_total Orders.\n# TYPE shop_orders_total counter\nshop_orders_total 1\n';
const DIRTY = '# HELP shop_orders Orders.\n# TYPE shop_orders counter\nshop_orders{fooBar="1"} 1\n';
const WARNED = '# HELP a A.\n# TYPE a gauge\na{user_id="1"} 1\n';
const SPEC = `version: 1
name: shop-exporter
metrics:
  - name: shop_orders
    type: counter
    help: Orders.
  - name: shop_carts
    type: gauge
    help: Carts.
    labels: { channel: [web, mobile], region: [] }
`;

let cwd: string;
beforeAll(async () => {
  cwd = emptyDirectory();
  const files = {
    'clean.prom': CLEAN,
    'dirty.prom': DIRTY,
    'warned.prom': WARNED,
    'broken.prom': 'a 1\nb x\n',
    'empty.prom': '',
    'dirty.prom.gz': gzipSync(DIRTY),
    'cut.prom.gz': gzipSync(CLEAN.repeat(1000)).subarray(0, 60),
    'open.metrics': '# TYPE a counter\n# HELP a A.\na_total 1\n# EOF\n',
    'exporter.yaml': SPEC,
    'spec-without-suffix': `# A comment.\n${SPEC}`,
    'wrong.yaml': 'version: 1\nname: x\nmetrcs: []\n',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(cwd, name), text);
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

describe('for people', () => {
  test('findings are grouped by metric, with place, correction and series', async () => {
    const { out, err } = await lint('dirty.prom', 'exporter.yaml');
    expect(err).toBe('');
    expect(out).toBe(`dirty.prom text format, 1 metric
  shop_orders dirty.prom:1:8
    ✖ counter     counter metrics should have "_total" suffix. Use "shop_orders_total".
    ✖ camel-case  label names should be written in 'snake_case' not 'camelCase'. Use "foo_bar".
  Series
    1  shop_orders
    1  in total

exporter.yaml exporter.yaml, 2 metrics
  shop_orders exporter.yaml:4:11
    ✖ counter       counter metrics should have "_total" suffix. Use "shop_orders_total".
  shop_carts exporter.yaml:7:11
    ! label-target  The label "region" is one that Prometheus sets on the target; leave it to the scrape configuration, or list its known values.
  Series, estimated
    20  shop_carts
     1  shop_orders
    21  in total

✖ 3 errors, 1 warning
`);
  });

  test('--quiet shows findings alone, and nothing where there are none', async () => {
    expect(await lint('--quiet', 'clean.prom')).toEqual({ code: 0, out: '', err: '' });
    const { out } = await lint('--quiet', 'clean.prom', 'warned.prom');
    expect(out).toContain('label-cardinality');
    expect(out).not.toMatch(/clean\.prom|Series/);
  });

  test('colours are for terminals and for who asks for them', async () => {
    const env = { FORCE_COLOR: '1' };
    const coloured = await run(['lint', 'dirty.prom'], { cwd, env });
    const plain = await run(['lint', 'dirty.prom', '--no-color'], { cwd, env });
    expect(coloured.out).toContain('\u001b[31m✖');
    expect(plain.out).not.toContain('\u001b');
  });

  test('all unusable inputs are told at once, each with its place', async () => {
    const { err, out } = await lint('broken.prom', 'wrong.yaml', 'nowhere.prom');
    expect(out).toBe('');
    expect(err).toContain('✖ 3 inputs cannot be used');
    expect(err).toContain('broken.prom:2:3: A number must stand here, not "x".');
    expect(err).toContain('wrong.yaml:3:1');
    expect(err).toContain('There is no such file.');
  });

  test('an unusable input does not keep the findings of the others back', async () => {
    const { code, err, out } = await lint('broken.prom', 'dirty.prom');
    expect(code).toBe(2);
    expect(out).toContain('counter metrics should have "_total" suffix');
    expect(err).toContain('✖ broken.prom cannot be used');
    expect(err).toContain('broken.prom:2:3: A number must stand here, not "x".');
  });
});

test('--json is one object of the documented shape', async () => {
  const done = await lint('--json', 'dirty.prom', 'clean.prom');
  expect(jsonOf(done)).toEqual({
    ok: false,
    command: 'lint',
    version: expect.stringMatching(/^\d/),
    findings: [
      {
        input: 'dirty.prom',
        rule: 'counter',
        level: 'error',
        subject: 'shop_orders',
        message: 'counter metrics should have "_total" suffix',
        suggestion: 'shop_orders_total',
        location: 'dirty.prom:1:8',
      },
      expect.objectContaining({ rule: 'camel-case', suggestion: 'foo_bar' }),
    ],
    inputs: [
      {
        input: 'dirty.prom',
        kind: 'text',
        metrics: 1,
        series: 1,
        largest: [{ metric: 'shop_orders', series: 1 }],
      },
      expect.objectContaining({ input: 'clean.prom' }),
    ],
  });
  const error = {
    code: 2,
    title: 'broken.prom cannot be used',
    details: ['broken.prom:2:3: A number must stand here, not "x".'],
  };
  expect(jsonOf(await lint('--json', 'broken.prom'))).toEqual({
    ok: false,
    command: 'lint',
    error,
  });
  expect(jsonOf(await lint('--json', 'clean.prom', 'broken.prom'))).toMatchObject({
    ok: false,
    findings: [],
    inputs: [{ input: 'clean.prom' }],
    error,
  });
});

test('--format github has an annotation at the place where a file cannot be read', async () => {
  const bad = 'version: 1\nname: shop\nmetrics:\n  - name: shop_a\n    type: guage\n    help: A.\n';
  await writeFile(path.join(cwd, 'bad.yaml'), bad);
  const annotation = /^::error file=bad\.yaml,line=5,col=11::metrics\[0\]\.type: .*gauge/m;
  for (const inputs of [['bad.yaml'], ['bad.yaml', 'clean.prom']]) {
    const { code, out, err } = await run(['lint', '--format', 'github', ...inputs], { cwd });
    expect(code).toBe(2);
    expect(out).toMatch(annotation);
    expect(err).toContain('bad.yaml cannot be used');
  }
});

test('--format github is annotations, escaped as GitHub reads them', async () => {
  const { code, out } = await run(['lint', '--format', 'github', 'dirty.prom', '-'], {
    cwd,
    input: WARNED,
  });
  expect(code).toBe(3);
  expect(out.split('\n')).toEqual([
    '::error file=dirty.prom,line=1,col=8,title=counter::shop_orders: counter metrics should have "_total" suffix. Use "shop_orders_total".',
    expect.stringMatching(/^::error file=dirty\.prom,line=1,col=8,title=camel-case::/),
    expect.stringMatching(/^::warning title=label-cardinality::a: The label "user_id"/),
    '',
  ]);
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
