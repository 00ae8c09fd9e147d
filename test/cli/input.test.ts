import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { emptyDirectory, jsonOf, run } from './run.ts';

describe('without a terminal nothing is asked: what is missing is listed at once, with its flags', () => {
  test.each([
    [[], ['[directory] or --name', '-r, --runtime', '--metric-types', 'Or add --yes']],
    [['shop'], ['-r, --runtime', '--metric-types', 'Or add --yes']],
    [
      ['shop', '-r', 'node'],
      ['--metric-types', 'Or add --yes'],
    ],
    [
      ['-m', 'gauge a x'],
      ['[directory] or --name', '-r, --runtime', 'Or add --yes'],
    ],
    [
      ['--preset', 'business'],
      ['[directory] or --name', '-r, --runtime', 'Or add --yes'],
    ],
    [['--yes'], ['[directory] or --name', 'There is no default for a name; the directory . takes']],
  ])('%j', async (args, lines) => {
    const cwd = emptyDirectory();
    const { code, out, err } = await run(args, { cwd });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    const [title, ...details] = err.trimEnd().split('\n');
    expect(title).toBe('✖ Something is missing and nobody can be asked');
    expect(details).toHaveLength(lines.length);
    for (const [index, line] of lines.entries()) expect(details[index]!.trim()).toContain(line);
    expect(await readdir(cwd)).toEqual([]);
  });
});

describe('metrics that cannot be used are told of by their names, all at once', () => {
  const refused = async (...definitions: string[]) => {
    const metrics = definitions.flatMap((definition) => ['--metric', definition]);
    const cwd = emptyDirectory();
    const done = await run(['shop', '-y', '--json', ...metrics], { cwd });
    expect(done.code).toBe(2);
    expect(await readdir(cwd)).toEqual([]);
    return jsonOf(done).error.details;
  };
  const OTHERS = [
    '--metric: The buckets of shop_a_seconds are not in ascending order.',
    '--metric: shop_open: The label "__name__" starts with "__", which is internal to Prometheus (name-invalid). Use "name".',
    '--metric: shop_open: non-histogram metrics should not have "le" label (reserved).',
  ];
  const DEFINED = ['histogram shop_a_seconds[1,1] X.', 'gauge shop_open{__name__,le} X'];

  test('what is wrong by itself and what breaks a convention', async () => {
    expect(await refused(...DEFINED, 'summary shop_c[2] X.', 'gauge shop_e{a=|} X')).toEqual([
      '--metric: shop_c: quantiles: 2 is too large: at most 1.',
      '--metric: shop_e: label "a": "" is there twice: leave one out.',
      '--metric: shop_e: label "a": This must not be empty.',
      ...OTHERS,
    ]);
  });

  test('one that cannot be read hides nothing about the others', async () => {
    expect(await refused('foo shop_c X.', ...DEFINED)).toEqual([
      expect.stringMatching(/^--metric: The metric "foo shop_c X\." begins with "foo"/),
      ...OTHERS,
    ]);
  });

  test('of two with one name the second is, and a correct name is in the namespace', async () => {
    expect(
      await refused('foo x X.', 'gauge shop_a A.', 'gauge shop_a A.', 'gauge openCarts B.'),
    ).toEqual([
      expect.stringContaining('begins with "foo"'),
      '--metric: shop_a: Another metric has the same name (name-invalid).',
      expect.stringMatching(/^--metric: openCarts: .* \(camel-case\)\. Use "shop_open_carts"\.$/),
    ]);
  });
});

describe('wrong flags: exit 2, all at once, with the nearest right one', () => {
  test.each([
    [['shop', '--runtme', 'node'], ['Unknown option \'--runtme\'. Did you mean "--runtime"?']],
    [
      ['shop', '--runtime', 'pyton'],
      ['--runtime: "pyton" is not one of node, python. Did you mean "python"?'],
    ],
    [
      [
        'shop',
        '--metric-types',
        'counter,guage',
        '-p',
        'sidcar',
        '--port',
        '99999',
        '--namespace',
        'My Shop',
      ],
      [
        /--pattern: "sidcar" is not one of /,
        '--metric-types: "guage" is not one of counter, gauge, histogram, summary. Did you mean "gauge"?',
        /--namespace: "My Shop" is no namespace: .* Use "my_shop"\./,
        '--port: 99999 is too large: at most 65535.',
        /Missing: -r, --runtime/,
      ],
    ],
    [['shop', '-y', '--port', 'x'], ['--port: "x" is not a whole number from 1 to 65535.']],
    [['shop', '-y', '--preset', 'busines'], [/--preset: .* Did you mean "business"\?/]],
    [
      ['shop', '-y', '--on-conflict', 'replace'],
      [/--on-conflict: "replace" is not one of fail, skip, overwrite\./],
    ],
    [['shop', '-y', '--target', 'dokcer'], [/--target: .* Did you mean "docker"\?/]],
    [['shop', '-y', '-m', 'conter a x'], [/--metric: .*Did you mean "counter"\?/]],
    [['shop', '-y', '-m', 'gauge a-b x'], [/--metric: "a-b" is no metric name: .* Use "a_b"\./]],
    [['shop', '-y', '-m', 'gauge a{b-c} x'], [/--metric: .*"b-c" is no label name: /]],
    [['shop', '-y', '-m', 'counter a_total[1] x'], [/--metric: .*"buckets" belong to a histogram/]],
    [
      ['shop', '-y', '--description', 'x'.repeat(301)],
      ['--description: This is longer than 300 characters.'],
    ],
    [
      ['shop', '-y', '-r', 'python', '--client', 'prom-client'],
      [/--client: A client .* Node\.js projects only/],
    ],
    [['a', 'b'], [/Too many arguments/]],
    [['shop', '--git', '-y', '--no-git'], ['--git and --no-git exclude each other.']],
    [['shop', '--no-install', '--install'], ['--install and --no-install exclude each other.']],
    [
      ['--name', 'a', '-y', '--name', 'b'],
      ['--name is there twice, as "a" and as "b": give it once.'],
    ],
    [['x', '-r', 'node', '--runtime=python'], [/^--runtime is there twice/]],
    [['x', '-y', '-r', 'python', '--package-manager', 'pnpm'], [/^--package-manager: .* pip/]],
  ] as [string[], (string | RegExp)[]][])('%j', async (args, lines) => {
    const cwd = emptyDirectory();
    const failure = jsonOf(await run([...args, '--json'], { cwd }));
    const { code, details } = failure.error;
    expect(failure).toMatchObject({ ok: false, command: 'create' });
    expect(code).toBe(2);
    for (const [index, line] of lines.entries()) {
      if (typeof line === 'string') expect(details[index]).toBe(line);
      else expect(details[index]).toMatch(line);
    }
    expect(await readdir(cwd)).toEqual([]);
  });

  test('conventions of level error stop it, too', async () => {
    const cwd = emptyDirectory();
    const { code, err } = await run(['shop', '-y', '-m', 'counter shop_orders Orders.'], { cwd });
    expect(code).toBe(2);
    expect(err).toContain('shop_orders_total');
    expect(await readdir(cwd)).toEqual([]);
  });
});

test('two alerts of one name are refused, with the place of the later', async () => {
  const cwd = emptyDirectory();
  const alert = 'type: gauge, help: X., alert: { above: 1, for: 1m, severity: info }';
  await writeFile(
    path.join(cwd, 'e.yaml'),
    `version: 1\nname: shop\nmetrics:\n  - { name: shop_carts, ${alert} }\n  - { name: shop__carts, ${alert} }\n`,
  );
  const { code, err } = await run(['shop', '-y', '--spec', 'e.yaml'], { cwd });
  expect(code).toBe(2);
  expect(err).toMatch(
    /e\.yaml:5:\d+: shop__carts: Its alert would be called ShopCartsHigh, as another one is: /,
  );
  expect(await readdir(cwd)).toEqual(['e.yaml']);
});
