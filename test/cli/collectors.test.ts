import { readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { emptyDirectory, jsonOf, run } from './run.ts';

const ONE = ['--yes', '--no-git', '--json', '--dry-run'];

describe('what contradicts itself is told of where it comes from', () => {
  test.each<[string[], string[]]>([
    [
      ['--preset', 'sql', '--pattern', 'batch'],
      [
        '--preset sql: A batch job pushes what it has counted itself; collectors belong to a sidecar.',
        '--preset sql: sql: A batch job records its metrics itself; "sql" belongs to a sidecar.',
        'The pattern of the preset sql is sidecar: leave --pattern out, or choose another preset.',
      ],
    ],
    [
      ['--preset', 'http-service', '-p', 'sidecar'],
      [
        '--preset http-service: "http" belongs to the pattern application; this is a sidecar.',
        'The pattern of the preset http-service is application: leave --pattern out, or choose another preset.',
      ],
    ],
    [
      ['--preset', 'sql', '-m', 'gauge shop_users Users.'],
      [
        '--metric: No collector is told to read shop_users: give it the key "sql", or add the collector "custom" for code of your own.',
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
    expect(err).toMatch(/<stdin>:3:1: These are settings of the collector "sql", which is not/);
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
    [['-c', 'sql'], 'collector-idle', 'collectors'],
  ])('of %j is warned of what nobody said', async (args, rule, subject) => {
    const result = jsonOf(await run(['shop', ...args, ...ONE], { cwd: emptyDirectory() }));
    expect(result.findings).toMatchObject([{ rule, subject, level: 'warning' }]);
  });
});
