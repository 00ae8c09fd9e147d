import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { emptyDirectory, jsonOf, run } from './run.ts';
import { read, shop, write } from './shop.ts';

const PASSWORD = 'hunter2';
const ADDRESS = `https://me:${PASSWORD}@shop.example/stats`;
const MASKED = 'https://me:***@shop.example/stats';

const SPEC = `version: 1
name: shop
pattern: sidecar
collectors: [json-api, http-probe]
json-api: { url: "${ADDRESS}" }
http-probe: { targets: { shop: "${ADDRESS}" } }
metrics:
  - { name: shop_orders, type: gauge, help: Orders., json-api: { value: orders } }
`;
const ALLOWED = `${SPEC}allow: { password-in-url: The password is public. }\n`;

/** Runs a command, none of whose words may be the password. */
async function runMasked(...[args, options]: Parameters<typeof run>) {
  const result = await run(args, options);
  expect(result.out + result.err).not.toContain(PASSWORD);
  return result;
}

describe('an address with a password is refused, and nothing is written', () => {
  test.each([
    ['a file', ['--spec', '-'], SPEC],
    ['a file, to see what would be written', ['--spec', '-', '--dry-run', '--diff'], SPEC],
    ['--json-api-url', ['-p', 'sidecar', '-c', 'json-api', '--json-api-url', ADDRESS], ''],
    [
      'one that is not percent-encoded',
      ['-p', 'sidecar', '-c', 'json-api', '--json-api-url', `https://me:${PASSWORD}/#@shop/`],
      '',
    ],
    [
      '--http-probe-target',
      ['-p', 'sidecar', '-c', 'http-probe', '--http-probe-target', `shop=${ADDRESS}`],
      '',
    ],
  ])('%s', async (_, args, input) => {
    const cwd = emptyDirectory();
    const options = { cwd, input };
    const all = ['shop', ...args, '--yes', '--no-git'];
    const { code, err } = await runMasked(all, options);
    expect(code).toBe(2);
    expect(err).toMatch(
      /The settings break conventions\n.*: The address has a password or token, .*\(password-in-url\)/,
    );
    const { error } = jsonOf(
      await runMasked([...all.filter((word) => word !== '--diff'), '--json'], options),
    );
    expect(error).toMatchObject({ code: 2, title: 'The settings break conventions' });
    expect(await readdir(cwd)).toEqual([]);
  });

  test('lint finds it in its place', async () => {
    const { code, out } = await runMasked(['lint', '-', '--json'], {
      cwd: emptyDirectory(),
      input: SPEC,
    });
    expect(code).toBe(3);
    expect(JSON.parse(out).findings).toEqual([
      expect.objectContaining({
        rule: 'password-in-url',
        level: 'error',
        location: '<stdin>:5:18',
      }),
      expect.objectContaining({
        rule: 'password-in-url',
        level: 'error',
        location: '<stdin>:6:32',
      }),
    ]);
  });

  test.each([['update'], ['diff'], ['add', 'metric', 'gauge shop_carts Carts.']])(
    'in a project: %s',
    async (...args) => {
      const directory = await shop('-p', 'sidecar', '-c', 'json-api,custom');
      const spec = await read(directory, 'exporter.yaml');
      await write(directory, 'exporter.yaml', spec.replace(/(url: ).*/, `$1${ADDRESS}`));
      const { code, err } = await runMasked(args, { cwd: directory });
      expect(code).toBe(2);
      expect(err).toContain('json-api.url: The address has a password');
    },
  );
});

test.each([
  ["https://me:hunt'er2@shop/", 'er2'],
  ['https://me:hunt"er2@shop/', 'er2'],
  ['http://shop/?private_token=er2', 'er2'],
])('%s has a password', async (address, secret) => {
  const cwd = emptyDirectory();
  for (const flags of [
    ['-c', 'json-api', '--json-api-url', address],
    ['-c', 'http-probe', '--http-probe-target', `shop=${address}`],
  ]) {
    const { code, out, err } = await run(['shop', '-p', 'sidecar', ...flags, '--yes'], { cwd });
    expect(code).toBe(2);
    expect(err).toContain('(password-in-url)');
    expect(out + err).not.toContain(secret);
  }
  expect(await readdir(cwd)).toEqual([]);
});

test('a password with a space in it is not shown', async () => {
  const address = 'https://me:hunt er2@shop/';
  const flags = ['-c', 'http-probe', '--http-probe-target', `shop=${address}`];
  const { code, out, err } = await run(['shop', '-p', 'sidecar', ...flags, '--yes'], {
    cwd: emptyDirectory(),
  });
  expect(code).toBe(2);
  expect(err).toContain('"https://me:***@shop/" is no address');
  expect(out + err).not.toMatch(/hunt|er2/);
});

test('a token in an address is refused like a password, and not shown', async () => {
  const args = [
    'shop',
    '-p',
    'sidecar',
    '-c',
    'json-api',
    '--json-api-url',
    'http://shop/?token=abcdef',
  ];
  const { code, err } = await run([...args, '--yes', '--dry-run'], { cwd: emptyDirectory() });
  expect(code).toBe(2);
  expect(err).toContain('The address has a password or token');
  expect(err).not.toContain('abcdef');
});

describe('an address with a password that is allowed is not shown', () => {
  test('by what is said about a new project', async () => {
    const cwd = emptyDirectory();
    await writeFile(path.join(cwd, 'shop.yaml'), ALLOWED);
    const args = ['--spec', 'shop.yaml', '--json-api-url', ADDRESS, '--yes', '--no-git'];
    const report = jsonOf(await runMasked(['shop', ...args, '--json', '--dry-run'], { cwd }));
    expect(report.ok).toBe(true);
    expect(report.notes.join('\n')).toContain(`It reads the document ${MASKED};`);
    expect(report.reproduce).toContain(MASKED);
    const { code, out } = await runMasked(['shop', ...args], { cwd });
    expect(code).toBe(0);
    expect(out).toContain(MASKED);
    // What was allowed is there.
    expect(await read(path.join(cwd, 'shop'), 'exporter.yaml')).toContain(ADDRESS);
  });

  test('by commands in a project', async () => {
    const cwd = emptyDirectory();
    const input = ALLOWED.replace('http-probe]', 'http-probe, custom]');
    await run(['shop', '--spec', '-', '--yes', '--no-git'], { cwd, input });
    const here = { cwd: path.join(cwd, 'shop') };
    expect(await runMasked(['diff'], here)).toMatchObject({ code: 0 });
    const added = await runMasked(['add', 'metric', 'gauge shop_carts Carts.', '--json'], here);
    expect(added.code, added.out).toBe(0);
    expect(await runMasked(['update', '--dry-run', '--json'], here)).toMatchObject({ code: 0 });
    expect(await runMasked(['lint', 'exporter.yaml'], here)).toMatchObject({ code: 0 });
  });
});

describe('an address that is quoted because it is none', () => {
  test.each([
    ['--json-api-url', `ftp://me:${PASSWORD}@shop/`],
    ['--http-probe-target', `https://me:${PASSWORD}@shop/`],
    ['--http-probe-target', `shop=htps://me:${PASSWORD}@shop/`],
    ['--spec', `https://me:${PASSWORD}@shop/exporter.yaml`],
    ['--runtime', `https://me:${PASSWORD}@shop/`],
    ['--json-api-url', `me:${PASSWORD}@shop/`],
    ['--json-api-url', `htp//me:${PASSWORD}@shop/`],
    ['--json-api-url', `me:${PASSWORD}${'x'.repeat(80)}@shop/`],
    ['--http-probe-target', `shop=me:${PASSWORD}@shop/`],
    ['--name', `https://me:${PASSWORD}@shop/x`],
    ['--name', `me:${PASSWORD}@shop`],
    ['--namespace', `https://me:${PASSWORD}@shop/x`],
  ])('%s %s', async (flag, value) => {
    const cwd = emptyDirectory();
    const args = ['shop', '-p', 'sidecar', '-c', 'json-api,http-probe', '--yes', flag, value];
    expect((await runMasked([...args, '--verbose'], { cwd })).code).toBe(2);
    expect((await runMasked([...args, '--json'], { cwd })).code).toBe(2);
  });
});

test('an alias that is an address is not shown', async () => {
  const input = SPEC.replace(`"${ADDRESS}"`, `*me:${PASSWORD}@shop`);
  const { code, err } = await runMasked(['lint', '-'], { cwd: emptyDirectory(), input });
  expect(code).toBe(2);
  expect(err).toContain('There is no anchor "&me:***@shop" before this.');
});
