import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { emptyDirectory, jsonOf, run } from '../run.ts';
import { edit, otherPort, REFUNDS, read, shop, write } from '../shop.ts';

test('while markers are left, diff and update say to resolve them and nothing else', async () => {
  const cwd = await shop();
  await edit(cwd, 'prometheus.yml', (text) => text.replaceAll(':3000', ':4000'));
  await edit(cwd, 'exporter.yaml', otherPort);
  const { out } = await run(['update'], { cwd });
  expect(out).toMatch(/Next\n {2}# Resolve the conflicts, .*\n$/);
  const found = await run(['diff'], { cwd });
  expect(found.code).toBe(4);
  expect(found.out).toContain('  prometheus.yml: its conflict markers are still to be resolved\n');
  expect(found.out).toContain('Resolve the conflicts named above');
  expect(found.out).not.toContain('brings it up to date');
  expect(jsonOf(await run(['diff', '--json'], { cwd })).files).toContainEqual({
    path: 'prometheus.yml',
    state: 'both',
    reason: 'its conflict markers are still to be resolved',
    conflict: true,
  });
});

test('so they do with new text beside a file', async () => {
  const cwd = await shop();
  await mkdir(path.join(cwd, 'src', 'collectors'));
  await write(cwd, 'src/collectors/custom.js', 'mine\n');
  await run(['add', 'collector', 'custom'], { cwd });
  const beside = 'src/collectors/custom.js.create-exporter-new';
  const { out } = await run(['diff'], { cwd });
  expect(out).toContain(`${beside} is still beside it`);
  expect(out).not.toContain('brings it up to date');
  await rm(path.join(cwd, beside));
  expect((await run(['diff'], { cwd })).code).toBe(0);
});

test.each(['update', 'diff', 'verify'])('%s below a project names the project', async (command) => {
  const cwd = await shop();
  const { code, err } = await run([command], { cwd: path.join(cwd, 'src') });
  expect(code).toBe(2);
  expect(err).toContain(`It lies in a project, ${cwd}: go there`);
  const { err: elsewhere } = await run([command], { cwd: emptyDirectory() });
  expect(elsewhere).not.toContain('It lies in');
});

test('several targets with a comma, as --target has them', async () => {
  const cwd = await shop('--target', 'none');
  expect((await run(['add', 'target', 'docker,compose'], { cwd })).code).toBe(0);
  expect(await read(cwd, 'exporter.yaml')).toContain('targets: [docker, compose]');
});

test('each command takes the project as a word and as --directory', async () => {
  const cwd = path.dirname(await shop());
  for (const place of [['./shop'], ['--directory', 'shop']]) {
    expect((await run(['diff', ...place], { cwd })).code).toBe(0);
    expect((await run(['update', ...place], { cwd })).code).toBe(0);
    const { code } = await run(['add', 'target', 'systemd', ...place], { cwd });
    expect(code).toBe(0);
  }
  expect((await run(['add', 'metric', REFUNDS, './shop'], { cwd })).code).toBe(0);
  expect(await read(cwd, 'shop/src/metrics.js')).toContain('shop_refunds_total');
});

test('a sample that nobody asked for is named', async () => {
  const cwd = await shop();
  const { code, out } = await run(['add', 'collector', 'custom,json-api'], { cwd });
  expect(code).toBe(0);
  expect(out).toContain('! shop_open_tickets was added as a sample for the collector custom: ');
  expect(out).toContain('! shop_messages_waiting was added as a sample');
  const again = await run(['add', 'collector', 'custom', '--json'], { cwd });
  expect(jsonOf(again).notes).toEqual([]);
});

test('what is found about the metrics is told once, when it is new', async () => {
  const cwd = await shop('--metric', 'gauge shop_stock{region} Stock.');
  const [old, others] = ['shop_stock: ', '1 warning as before: create-exporter lint exporter.yaml'];
  const target = await run(['add', 'target', 'systemd'], { cwd });
  expect(target.out).toContain(`  ${others} shows it.\n`);
  expect(target.out).not.toContain(old);

  const metric = await run(['add', 'metric', 'gauge shop_desks{region} Desks.'], { cwd });
  expect(metric.out).toMatch(/^! exporter\.yaml:\d+:\d+: shop_desks: .*\(label-target\)/m);
  expect(metric.out).toContain(others);
  expect(metric.out).not.toContain(old);

  await edit(cwd, 'exporter.yaml', (text) => text.replace('shop_stock', 'shop_chairs'));
  const { out } = await run(['update', '--directory', 'shop'], { cwd: path.dirname(cwd) });
  expect(out).toMatch(/^! shop\/exporter\.yaml:\d+:\d+: shop_chairs: /m);
  expect(out).toContain('1 warning as before: create-exporter lint shop/exporter.yaml shows it.');
  expect(out).not.toContain('shop_desks: ');
  expect(jsonOf(await run(['update', '--json'], { cwd })).findings).toHaveLength(2);
});

test('nor is it told again that nobody said how a metric is read', async () => {
  const cwd = await shop('--pattern', 'sidecar', '--metric', 'gauge shop_stock Stock.');
  await edit(cwd, 'exporter.yaml', (text) =>
    text.replace(/^collectors:.*\n/m, '').replace(/\n +custom: true/, ''),
  );
  // Who has just taken "custom: true" out is told what comes of it.
  expect((await run(['update'], { cwd })).out).toMatch(/^! .* shop_stock: .*\(source-missing\)/m);
  await run(['add', 'target', 'systemd'], { cwd });
  const { code, out } = await run(['add', 'target', 'kubernetes'], { cwd });
  expect(code, out).toBe(0);
  expect(out).toContain('1 warning as before');
  expect(out).not.toContain('source-missing');
});

test('nor that all metrics have another prefix, in whatever form it is said', async () => {
  const two = ['gauge store_carts Carts.', 'gauge store_tills Tills.'];
  const cwd = await shop(...two.flatMap((metric) => ['--metric', metric]));
  const add = async (metric: string) => (await run(['add', 'metric', metric], { cwd })).out;
  const alike = await add('gauge store_shelves Shelves.');
  expect(alike).toContain('1 warning as before');
  expect(alike).not.toContain('prefix-missing');
  // From here on it is said of each metric.
  const apart = await add('counter shop_logins_total Logins.');
  expect(apart).toContain('3 warnings as before');
  expect(apart).not.toContain('prefix-missing');
  const another = await add('gauge store_ladders Ladders.');
  expect(another).toContain('3 warnings as before');
  expect(another.match(/prefix-missing/g)).toHaveLength(1);
  expect(another).toMatch(/^! .* store_ladders: .*\(prefix-missing\)/m);
  // And back.
  await edit(cwd, 'exporter.yaml', (text) =>
    text.replace(/ {2}- name: shop_logins_total\n(?: {4}.*\n)*/, ''),
  );
  const { out } = await run(['update'], { cwd });
  expect(out).toContain('1 warning as before');
  expect(out).not.toContain('prefix-missing');
});

test('what is counted as kept has a line each, and the rest is called something else', async () => {
  const cwd = await shop();
  await edit(cwd, '.gitignore', (text) => `${text}mine\n`);
  const all = async (change: (text: string) => string) => {
    await edit(cwd, 'exporter.yaml', change);
    return (await run(['update'], { cwd })).out;
  };
  expect(await all((text) => text.replace('port: 3000', 'port: 9100'))).toMatch(
    /: \d+ updated, 1 as you left it\n/,
  );
  await rm(path.join(cwd, 'prometheus.yml'));
  await rm(path.join(cwd, 'src', 'example.js'));
  await edit(cwd, 'test/example.test.js', (text) => `${text}// mine\n`);
  const port = await all((text) => text.replace('port: 9100', 'port: 9200'));
  expect(port).toMatch(/^keep +prometheus\.yml: deleted by you; what is generated has changed\n/m);
  expect(port).toMatch(/ updated, 1 kept, 3 as you left them\n/);
  // What to call is told, and that is all that the example would have shown.
  const { out } = await run(['add', 'metric', REFUNDS], { cwd });
  expect(out).not.toMatch(/^keep +src\/example\.js/m);
  expect(out).toContain('! shop_refunds_total is new: call ');
  expect(out).not.toMatch(/ \d+ kept/);
});
