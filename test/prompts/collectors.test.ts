import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { beforeEach, describe, expect, it } from 'vitest';
import { answer, BIN, emptyDirectory, fromTargets, startIn } from './conversation.ts';

let cwd: string;

beforeEach(async () => {
  cwd = await emptyDirectory();
});

const start = (...args: string[]) => startIn(cwd, ...args);

describe('prompts about collectors', () => {
  it('ask a sidecar what to read, and for no metrics', async () => {
    const terminal = start('--no-git', '--no-install');
    await answer(terminal, /\? Name of the exporter/, { text: 'watcher' }, 'enter');
    await answer(terminal, /\? Runtime/, 'enter');
    await answer(terminal, /\? Pattern/, 'down', 'enter');
    await answer(terminal, /\? What to read/, 'down', 'space', 'enter');
    await answer(terminal, /\? Database/, 'enter');
    await fromTargets(terminal);
    expect(await terminal.waitForExit()).toBe(0);
    const spec = await readFile(path.join(cwd, 'watcher', 'exporter.yaml'), 'utf8');
    expect(spec).toContain('collectors: [sql]');
    expect(spec).toContain('sql: SELECT state, COUNT(*) AS value FROM orders GROUP BY state');
  });

  it('give those of an application samples as well, and repeat it as flags', async () => {
    const terminal = start('shop', '--collector', 'custom,json-api', '--no-git', '--no-install');
    await answer(terminal, /\? Runtime/, 'enter');
    await answer(terminal, /\? Pattern/, 'enter');
    await answer(terminal, /\? Address of the JSON document/, 'enter');
    await answer(terminal, /\? Metrics/, 'enter');
    await answer(terminal, /\? Metric types/, 'enter');
    await fromTargets(terminal);
    expect(await terminal.waitForExit()).toBe(0);
    const spec = await readFile(path.join(cwd, 'shop', 'exporter.yaml'), 'utf8');
    expect(spec).toContain('name: shop_orders_total');
    expect(spec).toContain('name: shop_messages_waiting');
    const [, command] = /questions\s+npx create-exporter (.+--yes)/s.exec(terminal.scrollback())!;
    const again = await emptyDirectory();
    await execa('node', [BIN, ...command!.replace(/\s+/g, ' ').split(' ')], { cwd: again });
    expect(await readFile(path.join(again, 'shop', 'exporter.yaml'), 'utf8')).toBe(spec);
  });

  it('ask for what the chosen collectors have to know, and repeat it as flags', async () => {
    const terminal = start(
      ...['watcher', '-r', 'python', '-p', 'sidecar', '-c', 'sql,http-probe,json-api,log'],
      ...['--target=none', '--port=9464', '--no-git', '--no-install', '--log-file=shop.log'],
    );
    await answer(terminal, /\? Database/, 'down', 'enter');
    await answer(terminal, /\? Address to ask, as name=url/, { text: 'shop' }, 'enter');
    await terminal.waitFor(/"shop" is not name=url, such as shop=https/);
    await answer(terminal, /\? Address to ask/, { text: '=https://shop.example/up' }, 'enter');
    await answer(terminal, /\? Another address/, { text: 'shop=https://b' }, 'enter');
    await terminal.waitFor(/The name "shop" is there twice/);
    for (const _ of 'shop=https://b') terminal.press('backspace');
    await answer(terminal, /\? Another address \(empty for no more\)\s*$/m, 'enter');
    await answer(terminal, /\? Address of the JSON document/, { text: 'shop/stats' }, 'enter');
    await terminal.waitFor(/"shop\/stats" is no address such as/);
    for (const _ of 'shop/stats') terminal.press('backspace');
    await answer(terminal, /\? Address of the JSON document/, { text: 'http://a:b@c' }, 'enter');
    await terminal.waitFor(/The address has a password/);
    for (const _ of 'http://a:b@c') terminal.press('backspace');
    await answer(terminal, /JSON document \(http:\/\/localhost:8080/, 'enter');
    await answer(terminal, /\? Write it\?/, 'enter');
    expect(await terminal.waitForExit()).toBe(0);
    const printed = terminal.scrollback().replace(/\s+/g, ' ');
    expect(printed).not.toContain('? Log file');
    expect(printed).toContain('# A sample: "sql" of watcher_orders');
    expect(printed).toContain(
      '--sql-engine postgresql --http-probe-target shop=https://shop.example/up --json-api-url http://localhost:8080/stats.json --log-file shop.log',
    );
    const spec = await readFile(path.join(cwd, 'watcher', 'exporter.yaml'), 'utf8');
    expect(spec).toContain('engine: postgresql');
    expect(spec).toContain('shop: https://shop.example/up');
    expect(spec).not.toContain('sample');
  });

  it('ask nothing that a preset has settled', async () => {
    const terminal = start('shop', '--preset=sql', '-r', 'node', '--target=none', '--no-git');
    await terminal.waitFor(/\? Write it\?/);
    expect(terminal.scrollback()).not.toMatch(/\? (?:Pattern|Database|What to read|Metrics)/);
    terminal.press('ctrl-c');
    expect(await terminal.waitForExit()).toBe(130);
  });
});
