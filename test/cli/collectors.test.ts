import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { emptyDirectory, jsonOf, run } from './run.ts';

const ONE = ['--yes', '--no-git', '--json', '--dry-run'];

describe('what contradicts itself is told of where it comes from', () => {
  test.each<[string[], string[]]>([
    [
      ['--preset', 'sql', '--pattern', 'batch'],
      ['The pattern of the preset sql is sidecar: leave --pattern out, or choose another preset.'],
    ],
    [
      ['--preset', 'http-service', '-p', 'sidecar'],
      [
        'The pattern of the preset http-service is application: leave --pattern out, or choose another preset.',
      ],
    ],
    [
      ['--preset', 'logs', '-p', 'application'],
      [
        expect.stringContaining('the project itself exposes it, "HTTP requests answered"'),
        expect.stringContaining('the project itself exposes it, "Time to answer an HTTP request"'),
        'The pattern of the preset logs is sidecar: leave --pattern out, or choose another preset.',
      ],
    ],
    [
      ['--preset', 'sql', '-m', 'gauge shop_users Users.'],
      [
        '--metric: No collector is told to read shop_users: give it the key "sql" or "json-api", or add the collector "custom" for code of your own.',
      ],
    ],
    [
      ['-p', 'sidecar', '--metric-types', 'summary'],
      [
        '--metric-types: A sidecar reads its metrics, and nothing says how shop_receipt_size_bytes, a summary, is read: make it a gauge or a counter.',
      ],
    ],
  ])('%j', async (args, details) => {
    const cwd = emptyDirectory();
    const failure = jsonOf(await run(['shop', ...args, ...ONE], { cwd }));
    expect(failure.error).toMatchObject({ code: 2, details });
    expect(await readdir(cwd)).toEqual([]);
  });

  test('settings of a collector that is not used, at their line', async () => {
    const input = 'version: 1\nname: shop\nsql:\n  engine: mysql\n';
    const { code, err } = await run(['--spec', '-'], { cwd: emptyDirectory(), input });
    expect(code).toBe(2);
    expect(err).toMatch(/<stdin>:3:1: This belongs to the collector "sql", which is not/);
  });
});

describe('settings of collectors', () => {
  const SETTINGS = [
    ...['--sql-engine', 'mysql', '--log-file', '/var/log/shop.log'],
    ...['--json-api-url', 'http://localhost:9/stats'],
    ...['--http-probe-target', 'shop=http://a/?x=1&y=2', '--http-probe-target', 'pay=http://b/'],
  ];

  test('are written to exporter.yaml, and the command that is told repeats them', async () => {
    const cwd = emptyDirectory();
    const args = ['shop', '-p', 'sidecar', '-c', 'sql,http-probe,json-api,log', ...SETTINGS];
    const { reproduce, nextSteps, notes } = jsonOf(
      await run([...args, '-y', '--no-git', '--json'], { cwd }),
    );
    expect(parse(await readFile(path.join(cwd, 'shop', 'exporter.yaml'), 'utf8'))).toMatchObject({
      sql: { engine: 'mysql' },
      'http-probe': { targets: { shop: 'http://a/?x=1&y=2', pay: 'http://b/' } },
      'json-api': { url: 'http://localhost:9/stats' },
      log: { file: '/var/log/shop.log' },
    });
    expect(reproduce).toContain(
      '--sql-engine mysql --http-probe-target "shop=http://a/?x=1&y=2" --http-probe-target pay=http://b/ ' +
        '--json-api-url http://localhost:9/stats --log-file /var/log/shop.log',
    );
    expect(nextSteps.at(-1)).toBe(
      'DATABASE_URL=mysql://exporter:PASSWORD@localhost:3306/app npm start',
    );
    expect(notes.slice(-6, -1)).toEqual([
      expect.stringMatching('^PASSWORD .* deploy/upstream/create-monitor-user.sql makes'),
      expect.stringMatching('^With --once it prints one scrape'),
      expect.stringMatching('^It asks .* --http-probe.targets names others'),
      expect.stringMatching('^It reads the document http://localhost:9/stats; --json-api.url'),
      expect.stringMatching('^It reads the log /var/log/shop.log from its end; --logfile.path'),
    ]);
    expect(notes.at(-1)).toMatch(
      /^A sample: "sql" of shop_orders, "json-api" of shop_messages_waiting, "log" of shop_log_lines_total\. Edit exporter\.yaml, then: npx create-exporter update$/,
    );
  });

  test.each([
    ['docker', false],
    ['compose', true],
  ])('are laid over those of a preset; %s loads its sample: %s', async (target, kept) => {
    const cwd = emptyDirectory();
    const args = ['shop', '--preset', 'sql', '--sql-engine', 'postgresql', '-t', target];
    const { notes } = jsonOf(await run([...args, ...ONE.slice(0, 3)], { cwd }));
    expect(notes.join()).not.toContain('A sample');
    const text = await readFile(path.join(cwd, 'shop', 'exporter.yaml'), 'utf8');
    expect(parse(text).sql).toMatchObject({ engine: 'postgresql' });
    expect(text.includes('CREATE TABLE orders')).toBe(kept);
  });

  test('are laid over those of a file, which keeps its comments and its sample', async () => {
    const cwd = emptyDirectory();
    const input =
      'version: 1\nname: shop\ncollectors: [log]\nlog:\n  # all of it\n  max_series: 0\n';
    await run(['--spec', '-', '--log-file', 'x.log', ...ONE.slice(0, 3)], { cwd, input });
    const text = await readFile(path.join(cwd, 'shop', 'exporter.yaml'), 'utf8');
    expect(text).toBe(`${input}  file: x.log\n`);
    const sample = 'version: 1\nname: b\ncollectors: [sql]\nsql:\n  sample: SELECT 1\n';
    const refused = await run(['--spec', '-', '--sql-engine', 'mysql'], { cwd, input: sample });
    expect(refused.err).toContain(
      '<stdin>:5:3: sql.sample: A sample of mysql is loaded by the target compose alone',
    );
  });

  test.each<[string[], RegExp[]]>([
    [['--sql-engine', 'postgres'], [/^--sql-engine: "postgres" .* Did you mean "postgresql"\?$/]],
    [
      ['--http-probe-target', 'shop', '--json-api-url', 'ftp://x'],
      [
        /^--http-probe-target: "shop" is not name=url, such as /,
        /^--json-api-url: "ftp:\/\/x" is no/,
      ],
    ],
    [['--http-probe-target', 'a b=http://x/'], [/^--http-probe-target: .*"a b" is no name of a/]],
    [
      ['--http-probe-target=a=http://x/', '--http-probe-target=a=http://y/'],
      [/^--http-probe-target: The name "a" is there twice\.$/],
    ],
    [['--log-file', ''], [/^--log-file: This must not be empty\.$/]],
    [
      ['--log-file', 'x'],
      [/^--log-file: This belongs to the collector "log", .* \(--collector log\)/],
    ],
  ])('%j is refused', async (args, details) => {
    const { error } = jsonOf(await run(['shop', ...args, ...ONE], { cwd: emptyDirectory() }));
    expect(error.details).toEqual(details.map((line) => expect.stringMatching(line)));
  });
});

describe('an application', () => {
  test.each([[[]], [['--metric-types', 'counter']]])(
    'with collectors has a sample for each of them, as a sidecar: %j',
    async (args) => {
      const flags = ['shop', '-c', 'sql,log', ...args, '--yes', '--no-git', '--json'];
      const cwd = emptyDirectory();
      const { findings, nextSteps, notes } = jsonOf(await run(flags, { cwd }));
      expect(findings).toEqual([]);
      expect(nextSteps).toContain('npm start -- --database.sample');
      expect(notes.at(-1)).toContain(
        'A sample: "sql" of shop_sample_orders, "log" of shop_log_lines_total.',
      );
      const text = await readFile(path.join(cwd, 'shop', 'exporter.yaml'), 'utf8');
      expect(parse(text).sql.sample).toContain('CREATE TABLE orders');
      expect(text).toContain('shop_orders_total');
    },
  );

  test('with metrics of its own has no samples', async () => {
    const args = ['shop', '-c', 'sql', '-m', 'gauge shop_users Users.', ...ONE];
    const { notes } = jsonOf(await run(args, { cwd: emptyDirectory() }));
    expect(notes.join()).not.toContain('A sample');
  });
});

describe('a sidecar', () => {
  test.each<[string[], string[]]>([
    [['-p', 'sidecar'], ['custom']],
    [['--preset', 'mongodb', '-p', 'sidecar'], ['mongodb']],
    [
      ['-p', 'sidecar', '-c', 'log,sql'],
      ['log', 'sql'],
    ],
  ])('of %j has its collectors, and nothing to warn of', async (args, collectors) => {
    const result = jsonOf(await run(['shop', ...args, ...ONE], { cwd: emptyDirectory() }));
    expect(result).toMatchObject({ ok: true, findings: [] });
    const files = result.files.map(({ path }: { path: string }) => path);
    for (const name of collectors) expect(files).toContain(`src/collectors/${name}.js`);
  });

  test.each([
    [['-p', 'sidecar', '-m', 'gauge shop_users Users.'], 'source-missing', 'shop_users'],
    [['-c', 'sql', '-m', 'gauge shop_users Users.'], 'collector-idle', 'collectors'],
  ])('of %j is warned of what nobody said', async (args, rule, subject) => {
    const result = jsonOf(await run(['shop', ...args, ...ONE], { cwd: emptyDirectory() }));
    expect(result.findings).toMatchObject([{ rule, subject, level: 'warning' }]);
  });
});

test('a metric that a definition cannot say enough about is sent to exporter.yaml', async () => {
  const cwd = emptyDirectory();
  await run(['.', '--preset', 'sql', '--name', 'shop', '-y', '--no-git'], { cwd });
  const { code, err } = await run(['add', 'metric', 'gauge shop_carts Open carts.'], { cwd });
  expect(code).toBe(2);
  expect(err).toContain(
    'No collector is told to read shop_carts: give it the key "sql" or "json-api"',
  );
  expect(err).toContain('write the metric in exporter.yaml, then run "npx create-exporter update"');
});
