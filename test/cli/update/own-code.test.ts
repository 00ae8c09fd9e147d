import { rm } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { notesOf, run } from '../run.ts';
import { edit, read, shop } from '../shop.ts';

const EVENT = 'counter shop_refunds_total{channel=web|mobile} Refunds granted.';
const GAUGE = 'gauge shop_carts Open carts.';

interface Place {
  flags: string[];
  module: string;
  /** The test of the module's body, where a new metric changes it. */
  test: string | undefined;
  metric: string;
  note: string;
}

const PLACES: Place[] = [
  {
    flags: ['--pattern', 'batch'],
    module: 'src/job.js',
    test: 'test/job.test.js',
    metric: EVENT,
    note: 'shop_refunds_total is new: call metrics.recordRefund() where it happens',
  },
  {
    flags: ['--pattern', 'batch', '--runtime', 'python'],
    module: 'shop/job.py',
    test: 'tests/test_job.py',
    metric: EVENT,
    note: 'shop_refunds_total is new: call metrics.record_refund() where it happens',
  },
  {
    flags: [],
    module: 'src/example.js',
    test: undefined,
    metric: EVENT,
    note: 'shop_refunds_total is new: call metrics.recordRefund() where it happens',
  },
  {
    flags: ['--runtime', 'python'],
    module: 'shop/example.py',
    test: undefined,
    metric: GAUGE,
    note: 'shop_carts is new: call metrics.set_carts() where it happens',
  },
  {
    flags: ['--pattern', 'sidecar', '--collector', 'custom'],
    module: 'src/collectors/custom.js',
    test: 'test/custom.test.js',
    metric: GAUGE,
    note: 'shop_carts is new: add it to METRICS, with a function that reads it',
  },
  {
    flags: ['--pattern', 'sidecar', '--collector', 'custom', '--runtime', 'python'],
    module: 'shop/collectors/custom.py',
    test: undefined,
    metric: GAUGE,
    note: 'shop_carts is new: add it to METRICS, with a function that reads it',
  },
];

const comment = (file: string) => (file.endsWith('.py') ? '# mine' : '// mine');

test.each(PLACES)('an example is not merged into the owner’s $module', async (place) => {
  const { flags, module, metric, note } = place;
  const cwd = await shop(...flags);
  await edit(cwd, module, (text) => `${text}${comment(module)}\n`);
  const files = [module, place.test ?? []].flat();
  const before = await Promise.all(files.map((file) => read(cwd, file)));
  const { out: preview } = await run(['add', 'metric', metric, '--dry-run', '--diff'], { cwd });
  // What the example would say, to be taken over by hand.
  expect(preview.split(`${module}: your code`)[1]).toMatch(/^ {2}\+.*(?:refund|carts)/im);
  const { code, out } = await run(['add', 'metric', metric], { cwd });
  expect(code).toBe(0);
  expect(out).toContain(`${module}: ${note}`);
  for (const file of files) expect(out).toMatch(new RegExp(`keep +${file}: .*your code`));
  expect(await Promise.all(files.map((file) => read(cwd, file)))).toEqual(before);
  expect((await run(['update'], { cwd })).out).toContain('up to date');
  expect(await Promise.all(files.map((file) => read(cwd, file)))).toEqual(before);
});

test.each(PLACES)('$module follows as long as nobody edited it', async (place) => {
  const cwd = await shop(...place.flags);
  const { code, out } = await run(['add', 'metric', place.metric], { cwd });
  expect(code).toBe(0);
  expect(out).not.toContain(' is new: ');
  expect(await read(cwd, place.module)).toMatch(/refund|carts/i);
});

test('a deleted example is told about, with what to call instead', async () => {
  const cwd = await shop();
  await rm(path.join(cwd, 'src', 'example.js'));
  const { code, out } = await run(['add', 'metric', EVENT, '--json'], { cwd });
  expect(code).toBe(0);
  expect(notesOf(JSON.parse(out))).toEqual([
    'shop_refunds_total is new: call metrics.recordRefund() where it happens',
  ]);
});

test.each(['node', 'python'])(
  'what %s code calls and is gone or changed is told',
  async (runtime) => {
    const metrics = [
      'counter shop_orders_total{channel=web} Orders.',
      'counter shop_mails_total Mails.',
    ];
    const flags = metrics.flatMap((metric) => ['--metric', metric]);
    const cwd = await shop('--runtime', runtime, ...flags);
    const [module, orders, mails] =
      runtime === 'node'
        ? ['src/example.js', 'metrics.recordOrder()', 'metrics.recordMail()']
        : ['shop/example.py', 'metrics.record_order()', 'metrics.record_mail()'];
    await edit(cwd, module!, (text) => `${text}${comment(module!)}\n`);
    const [, gone] = /( {2}- name: shop_mails_total\n(?: {4}.*\n)*)/.exec(
      await read(cwd, 'exporter.yaml'),
    )!;
    await edit(cwd, 'exporter.yaml', (text) =>
      text.replace(gone!, '').replace('channel: [web]', 'channel: [web]\n      region: []'),
    );
    const { code, out } = await run(['update', '--json'], { cwd });
    expect(code, out).toBe(0);
    expect(notesOf(JSON.parse(out))).toEqual([
      `${module}: shop_mails_total is gone: take ${mails} out`,
      `${module}: shop_orders_total has the new label region: change ${orders}`,
    ]);
  },
);

test('a label that is gone is told, and that a metric is read by a collector now', async () => {
  const cwd = await shop(
    ...['--metric', 'counter shop_orders_total{channel=web,region=eu} Orders.'],
    ...['--metric', 'gauge shop_stock Stock.'],
  );
  await edit(cwd, 'src/example.js', (text) => `${text}// metrics.setStock(1) comes here\n`);
  await edit(cwd, 'exporter.yaml', (text) =>
    text
      .replace(/ +region: \[eu\]\n/, '')
      .replace('help: Stock.', 'help: Stock.\n    sql: SELECT 1 AS value'),
  );
  const { code, out } = await run(['update', '--json'], { cwd });
  expect(code, out).toBe(0);
  // How a collector is tried follows.
  expect(notesOf(JSON.parse(out)).slice(0, 2)).toEqual([
    'src/example.js: shop_stock is read by the collector sql now: take metrics.setStock() out',
    'src/example.js: shop_orders_total lost the label region: change metrics.recordOrder()',
  ]);
});

test('a panel or rule of the owner that asks for a metric that is gone is told', async () => {
  const cwd = await shop(
    '--metric',
    'gauge shop_queue_jobs Jobs.',
    '--metric',
    'gauge shop_stock Stock.',
  );
  const dashboard = 'monitoring/dashboard.json';
  await edit(cwd, dashboard, (text) =>
    text.replace('"title": "shop_queue_jobs"', '"title": "Work"'),
  );
  await edit(cwd, 'exporter.yaml', (text) =>
    text.replace('name: shop_queue_jobs', 'name: shop_jobs'),
  );
  const { code, out } = await run(['update', '--json'], { cwd });
  expect(code, out).toBe(0);
  expect(notesOf(JSON.parse(out))).toContain(
    `${dashboard}: it still asks for shop_queue_jobs, which is gone`,
  );
});

test.each([
  ['node', 'src/job.js'],
  ['python', 'shop/job.py'],
])('stages that %s code has or misses are told', async (runtime, module) => {
  const cwd = await shop('--runtime', runtime, '--pattern', 'batch');
  await edit(cwd, module, (text) => `${text}${comment(module)}\n`);
  await edit(cwd, 'exporter.yaml', (text) => text.replace(/stages:.*/, 'stages: [fetch, load]'));
  const { code, out } = await run(['update', '--json'], { cwd });
  expect(code, out).toBe(0);
  expect(notesOf(JSON.parse(out))).toEqual([
    `${module}: stage extract is gone: take it out of the stages`,
    `${module}: stage transform is gone: take it out of the stages`,
    `${module}: stage fetch is new: add it to the stages`,
  ]);
});

test('a call that the owner has written already is not asked for', async () => {
  const cwd = await shop('--pattern', 'batch');
  await edit(cwd, 'src/job.js', (text) => `${text}// metrics.recordRefund() comes here\n`);
  const { out } = await run(['add', 'metric', EVENT, '--json'], { cwd });
  expect(notesOf(JSON.parse(out))).toEqual([]);
});

test('a test that nobody edited follows while the code it tests has nothing new', async () => {
  const cwd = await shop('--pattern', 'batch', '--metric', 'counter shop_rows_total Rows.');
  await edit(cwd, 'src/job.js', (text) => `${text}// mine\n`);
  await edit(cwd, 'exporter.yaml', (text) =>
    text.replaceAll('shop_rows_total', 'shop_lines_total'),
  );
  await edit(cwd, 'exporter.yaml', (text) =>
    text.replaceAll('shop_lines_total', 'store_rows_total'),
  );
  await edit(cwd, 'exporter.yaml', (text) => text.replace('namespace: shop', 'namespace: store'));
  const { code, out } = await run(['update'], { cwd });
  expect(code, out).toBe(0);
  expect(out).toMatch(/update +test\/job\.test\.js\n/);
  expect(out).not.toContain(' is new: ');
});
