import { rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { jsonOf, notesOf, run } from '../run.ts';
import { edit, REFUNDS, shop, write } from '../shop.ts';

/** What an update tells its owner to do. */
async function notesAfter(cwd: string, ...args: string[]): Promise<string[]> {
  const found = await run([...args, '--json'], { cwd });
  expect(found.code, found.out).toBe(0);
  return notesOf(jsonOf(found));
}

const LANGUAGES = [
  {
    runtime: 'node',
    module: 'src/example.js',
    mine: '// mine\n',
    call: (verb: string, ...words: string[]) =>
      `metrics.${verb}${words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('')}()`,
  },
  {
    runtime: 'python',
    module: 'shop/example.py',
    mine: '# mine\n',
    call: (...words: string[]) => `metrics.${words.join('_')}()`,
  },
];

describe.each(LANGUAGES)('what $runtime code calls', ({ runtime, module, mine, call }) => {
  const own = (name: string) =>
    path.posix.join(path.posix.dirname(module), `${name}${path.extname(module)}`);
  const project = (...metrics: string[]) =>
    shop('--runtime', runtime, ...metrics.flatMap((metric) => ['--metric', metric]));

  test('has another name in another namespace: nothing is new, nothing to take out', async () => {
    const cwd = await project('counter shop_orders_total{channel=web} Orders.');
    await edit(cwd, module, (text) => `${text}${mine}`);
    await edit(cwd, 'exporter.yaml', (text) => text.replace('namespace: shop', 'namespace: store'));
    const renamed = `${call('record', 'order')} is called ${call('record', 'shop', 'order')} now`;
    expect(await notesAfter(cwd, 'update')).toEqual([`${module}: ${renamed}: change your calls`]);
  });

  test('has another name, and the example was deleted', async () => {
    const cwd = await project('counter shop_orders_total{channel=web} Orders.');
    await rm(path.join(cwd, module));
    await edit(cwd, 'exporter.yaml', (text) =>
      text
        .replace('namespace: shop', 'namespace: store')
        .replace('channel: [web]', 'channel: [web]\n      region: []'),
    );
    const renamed = `${call('record', 'order')} is called ${call('record', 'shop', 'order')} now`;
    expect(await notesAfter(cwd, 'update')).toEqual([
      `shop_orders_total has the new label region, and ${renamed}: change your calls`,
    ]);
  });

  test('has another name beside a new metric that would be called alike', async () => {
    const cwd = await project('histogram shop_latency_seconds Latency.');
    await edit(cwd, module, (text) => `${text}${mine}`);
    const metric = 'summary shop_latency_bytes Size.';
    const [old, slow, large] = [
      call('observe', 'latency'),
      call('observe', 'shop', 'latency', 'seconds'),
      call('observe', 'shop', 'latency', 'bytes'),
    ];
    expect(await notesAfter(cwd, 'add', 'metric', metric)).toEqual([
      `${module}: ${old} is called ${slow} now: change your calls`,
      `${module}: shop_latency_bytes is new: call ${large} where it happens`,
    ]);
  });

  test('has another name with another type; a summary is observed as a histogram is', async () => {
    const cwd = await project('gauge shop_size_bytes Size.', 'histogram shop_wait_seconds Wait.');
    await edit(cwd, module, (text) => `${text}${mine}`);
    await edit(cwd, 'exporter.yaml', (text) =>
      text
        .replace(
          /type: histogram\n( +)help: Wait\.\n +buckets: .*\n/,
          'type: summary\n$1help: Wait.\n',
        )
        .replace('type: gauge', 'type: summary'),
    );
    const renamed = `${call('set', 'size')} is called ${call('observe', 'size')} now`;
    expect(await notesAfter(cwd, 'update')).toEqual([
      `${module}: shop_size_bytes is a summary now, and ${renamed}: change your calls`,
    ]);
  });

  test('is gone: every file of the owner that calls it is named', async () => {
    const cwd = await project(
      'counter shop_orders_total{channel=web} Orders.',
      'counter shop_mails_total Mails.',
    );
    await rm(path.join(cwd, module));
    const [orders, mails] = [call('record', 'order'), call('record', 'mail')];
    for (const name of ['a', 'b', 'c', 'd']) {
      await write(cwd, own(name), `${mine}${mails}\n${name === 'a' ? orders : ''}\n`);
    }
    // Another language, what git ignores, another word.
    await write(cwd, 'notes.txt', mails);
    await write(cwd, '.env', mails);
    await write(cwd, own('other'), mails.replace('metrics.', ''));
    await edit(cwd, 'exporter.yaml', (text) =>
      text
        .replace(/ {2}- name: shop_mails_total\n(?: {4}.*\n)*/, '')
        .replace('channel: [web]', 'channel: [web]\n      region: []'),
    );
    expect(await notesAfter(cwd, 'update')).toEqual([
      `${own('a')}, ${own('b')}, ${own('c')}, … and 1 more: shop_mails_total is gone: take ${mails} out`,
      `${own('a')}: shop_orders_total has the new label region: change ${orders}`,
    ]);
  });

  test('is looked for in their code also where the example is as it was', async () => {
    const cwd = await project('counter shop_orders_total Orders.');
    const orders = call('record', 'order');
    const app = runtime === 'node' ? 'src/app.js' : 'shop/app.py';
    await edit(cwd, app, (text) => `${text}${mine.trim()}: ${orders}\n`);
    // Its own test of each call follows by itself.
    const test = runtime === 'node' ? 'test/metrics.test.js' : 'tests/test_metrics.py';
    await edit(cwd, test, (text) => `${text}${mine}`);
    await edit(cwd, 'exporter.yaml', (text) =>
      text.replace('help: Orders.', 'help: Orders.\n    labels:\n      region: []'),
    );
    expect(await notesAfter(cwd, 'update')).toEqual([
      `${app}: shop_orders_total has the new label region: change ${orders}`,
    ]);
  });

  test('is no word that something else is called by, too', async () => {
    const cwd = await project('counter shop_orders_total Orders.');
    await rm(path.join(cwd, module));
    const timeout = call('set', 'timeout');
    await write(cwd, own('socket'), `${mine}${timeout.replace('metrics.', 'socket.')}\n`);
    expect(
      await notesAfter(cwd, 'add', 'metric', 'gauge shop_timeout_seconds Timeout in use.'),
    ).toEqual([`shop_timeout_seconds is new: call ${timeout} where it happens`]);
    await edit(cwd, 'exporter.yaml', (text) =>
      text.replace(/ {2}- name: shop_timeout_seconds\n(?: {4}.*\n)*/, ''),
    );
    expect((await notesAfter(cwd, 'update', '--allow-dirty')).join()).not.toContain(own('socket'));
  });

  test('is not asked for where a file of theirs has it already', async () => {
    const cwd = await project('counter shop_orders_total Orders.');
    await rm(path.join(cwd, module));
    await write(cwd, own('refunds'), `${mine}${call('record', 'refund')}\n`);
    expect(await notesAfter(cwd, 'add', 'metric', REFUNDS)).toEqual([]);
  });
});
