import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { lintInputs, SPEC, WARNED } from './lint-inputs.ts';
import { jsonOf, type Run, run } from './run.ts';

let cwd: string;
beforeAll(async () => {
  cwd = await lintInputs();
});

const lint = (...args: string[]): Promise<Run> => run(['lint', ...args], { cwd });

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
  shop_carts exporter.yaml:10:39
    ! label-target  The label "region" is one that Prometheus sets on the target; leave it to the scrape configuration, or list its known values.
  Series, estimated
    20  shop_carts
     1  shop_orders
    21  in total

✖ 3 errors, 1 warning
`);
  });

  test('what a label has against it stands at the line of the label', async () => {
    const text = SPEC.replace(
      '    help: Orders.\n',
      '    help: Orders.\n    labels:\n      userId: []\n',
    );
    await writeFile(path.join(cwd, 'labels.yaml'), text);
    const { out } = await lint('labels.yaml', '--quiet');
    expect(out).toContain(`  shop_orders labels.yaml:4:11
    ✖ counter            counter metrics should have "_total" suffix. Use "shop_orders_total".
  shop_orders labels.yaml:8:7
    ✖ camel-case         label names`);
    const github = await lint('labels.yaml', '--format', 'github');
    expect(github.out).toContain('file=labels.yaml,line=8,col=7,title=label-cardinality::');
    const json = jsonOf(await lint('labels.yaml', '--json'));
    expect(json.findings[1]).toMatchObject({
      subject: 'shop_orders',
      label: 'userId',
      location: 'labels.yaml:8:7',
    });
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

test('--format github names no file where there is none', async () => {
  const github = (input: string) =>
    run(['lint', '--format', 'github', '-'], { cwd, input }).then(({ out }) => out);
  expect(await github('a 1\nb x\n')).toBe(
    '::error::<stdin>:2:3: A number must stand here, not "x".\n',
  );
  expect(await github(SPEC)).toMatch(/^::error title=counter::shop_orders: counter metrics/);
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
