import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Terminal } from '../support/pty.ts';
import { answer, BIN, emptyDirectory, fromTargets, startIn } from './conversation.ts';

let cwd: string;

beforeEach(async () => {
  cwd = await emptyDirectory();
});

const start = (...args: string[]) => startIn(cwd, ...args);

/** Everything up to the metrics, with a name of its own and Node.js. */
async function toMetrics(terminal: Terminal): Promise<void> {
  await answer(terminal, /\? Name of the exporter/, { text: 'shop-exporter' }, 'enter');
  await answer(terminal, /\? Runtime/, 'enter');
  await answer(terminal, /\? Pattern/, 'enter');
}

describe('prompts', () => {
  it('lead from nothing to a project and to the command that makes it again', async () => {
    const terminal = start('--no-git');
    await answer(terminal, /\? Name of the exporter/, { text: 'shop-exporter' }, 'enter');
    await answer(terminal, /\? Runtime/, 'down', 'enter');
    await answer(terminal, /\? Pattern/, 'enter');
    await answer(terminal, /\? Metrics/, 'enter');
    await answer(terminal, /\? Metric types/, 'down', 'space', 'enter');
    await answer(terminal, /\? Deployment/, 'enter');
    await answer(terminal, /\? Port/, { text: '8e3' }, 'enter');
    await terminal.waitFor(/A port is a whole number/);
    terminal.press('backspace', 'backspace', 'backspace');
    await answer(terminal, /\? Port/, { text: '8123' }, 'enter');
    await terminal.waitFor(/shop_orders_total +counter +2 series/);
    await answer(terminal, /\? Write it\?/, 'enter');
    await answer(terminal, /\? Install dependencies now\?/, 'enter');
    expect(await terminal.waitForExit()).toBe(0);

    const spec = await readFile(path.join(cwd, 'shop-exporter', 'exporter.yaml'), 'utf8');
    expect(spec).toContain('runtime: python');
    expect(spec).toContain('port: 8123');
    expect(spec).not.toContain('type: gauge');

    const printed = terminal.scrollback();
    const [, command] = /without questions\s+npx create-exporter (.+--yes)/s.exec(printed)!;
    const again = await mkdtemp(path.join(cwd, 'again-'));
    const words = command!.replace(/\s+/g, ' ').split(' ');
    await execa('node', [BIN, ...words], { cwd: again });
    expect(await contents(path.join(again, 'shop-exporter'))).toEqual(
      await contents(path.join(cwd, 'shop-exporter')),
    );
  });

  it('check a name while it is typed and take the corrected one with Tab', async () => {
    const terminal = start('--no-git');
    await answer(terminal, /\? Name of the exporter/, { text: 'My Shop' }, 'enter');
    await terminal.waitFor(/Tab takes my-shop/);
    terminal.press('tab', 'enter');
    await answer(terminal, /✔ Name of the exporter my-shop\s+\? Runtime/, 'ctrl-c');
    expect(await terminal.waitForExit()).toBe(130);
  });

  it('ask for own metrics with labels, known values and buckets', async () => {
    const terminal = start('--no-git', '--no-install');
    await toMetrics(terminal);
    await answer(terminal, /\? Metrics/, 'down', 'enter');
    await answer(terminal, /\? Namespace, the first word of each metric \(shop\)/, 'enter');
    await answer(terminal, /\? Type of the metric/, 'enter');
    await answer(terminal, /\? Name/, { text: 'paidOrders' });
    await terminal.waitFor(
      /counter metrics should have "_total" suffix\s+Tab takes shop_paid_orders_total/,
    );
    terminal.press('tab', 'enter');
    await answer(terminal, /\? Help/, { text: 'Orders paid.' }, 'enter');
    await answer(terminal, /\? Label /, { text: 'channel' }, 'enter');
    await answer(terminal, /\? Known values of channel/, { text: 'web, mobile' }, 'enter');
    await answer(terminal, /\? Another label/, 'enter');
    await answer(terminal, /✔ Another label[\s\S]+\? Type of the metric/, 'down', 'down', 'enter');
    await answer(terminal, /histogram\s+\? Name/, { text: 'shop_wait_seconds' }, 'enter');
    await answer(terminal, /shop_wait_seconds\s+\? Help/, { text: 'Time in the queue.' }, 'enter');
    await answer(terminal, /queue\.\s+\? Label/, 'enter');
    await answer(terminal, /\? Buckets/, { text: '3, 2' }, 'enter');
    await terminal.waitFor(/not in ascending order/);
    terminal.press('backspace', 'backspace', 'backspace', 'backspace');
    await answer(terminal, /\? Buckets/, { text: '1, 2' }, 'enter');
    await answer(terminal, /Buckets, upper bounds 1, 2\s+\? Type of the metric/, 'up', 'enter');
    await fromTargets(terminal);
    expect(await terminal.waitForExit()).toBe(0);
    const spec = await readFile(path.join(cwd, 'shop-exporter', 'exporter.yaml'), 'utf8');
    expect(spec).toContain('name: shop_paid_orders_total');
    expect(spec).toContain('channel: [web, mobile]');
    expect(spec).toContain('buckets: [1, 2]');
  });

  it('ask for the namespace, warn of each name at once, and let a warning stand', async () => {
    const terminal = start(
      ...[
        'shop-api',
        '--runtime=node',
        '--pattern=application',
        '--target=none',
        '--port=1',
        '--no-git',
      ],
    );
    await answer(terminal, /\? Metrics/, 'down', 'enter');
    await answer(terminal, /\? Namespace.* \(shop_api\)/, { text: 'Shop' }, 'enter');
    await terminal.waitFor(/"Shop" is no namespace: lower-case .*\s+Tab takes shop/);
    terminal.press(...Array<'backspace'>(4).fill('backspace'));
    await answer(terminal, /\? Namespace.* \(shop_api\)/, 'enter');
    await answer(terminal, /\? Type of the metric/, 'down', 'down', 'enter');
    await answer(terminal, /\? Name/, { text: 'shop_checkout_duration' });
    await terminal.waitFor(
      /! The name does not start with the namespace "shop_api_".* The name says a quantity but not its unit: add "_seconds"\.\s+Tab takes shop_api_checkout_duration_seconds/,
    );
    terminal.press('enter');
    await terminal.waitFor(/✔ Name shop_checkout_duration\s+! The name does not.*\s+\? Help/);
    await answer(terminal, /\? Help/, { text: 'Time to pay.' }, 'enter');
    await answer(terminal, /\? Label/, 'enter');
    await answer(terminal, /\? Buckets/, 'enter');
    await answer(terminal, /Buckets.*\s+\? Type of the metric/, 'enter');
    await answer(terminal, /counter.*\s+\? Name/, { text: 'shop_orders_total' }, 'enter');
    await answer(terminal, /\? Help, in one sentence *$/m, { text: 'Orders placed.' }, 'enter');
    await answer(terminal, /placed\.\s+\? Label/, 'enter');
    await answer(terminal, /Label .*\s+\? Type of the metric/, 'up', 'enter');
    await terminal.waitFor(/\? Write it\?/);
    const summary = terminal.scrollback().slice(terminal.scrollback().lastIndexOf('shop-api ('));
    expect(summary).toMatch(/^shop-api \(node, application, namespace shop_api\): \d+ files/);
    expect(summary).toContain('make "shop" the namespace, such as with "namespace: shop"');
    expect(summary.match(/prefix-missing/g)).toHaveLength(1);
    terminal.press('ctrl-c');
    expect(await terminal.waitForExit()).toBe(130);
  });

  it('repeat a namespace that was typed as a flag', async () => {
    const terminal = start(
      ...[
        'shop-api',
        '--runtime=node',
        '--pattern=application',
        '--target=none',
        '--port=1',
        '--no-git',
      ],
      '--no-install',
    );
    await answer(terminal, /\? Metrics/, 'down', 'enter');
    await answer(terminal, /\? Namespace/, { text: 'shop' }, 'enter');
    await answer(terminal, /\? Type of the metric/, 'enter');
    await answer(terminal, /\? Name/, { text: 'shop_orders_total' }, 'enter');
    await answer(terminal, /\? Help/, { text: 'Orders placed.' }, 'enter');
    await answer(terminal, /\? Label/, 'enter');
    await answer(terminal, /Label .*\s+\? Type of the metric/, 'up', 'enter');
    await answer(terminal, /\? Write it\?/, 'enter');
    expect(await terminal.waitForExit()).toBe(0);
    expect(terminal.scrollback()).toContain('--namespace shop ');
    expect(terminal.scrollback()).not.toContain('prefix-missing');
    const spec = await readFile(path.join(cwd, 'shop-api', 'exporter.yaml'), 'utf8');
    expect(spec).toContain('namespace: shop\n');
  });

  it('refuse known values that nothing but commas would separate', async () => {
    const terminal = start('--no-git', '--no-install');
    await toMetrics(terminal);
    await answer(terminal, /\? Metrics/, 'down', 'enter');
    await answer(terminal, /\? Namespace, the first word of each metric \(shop\)/, 'enter');
    await answer(terminal, /\? Type of the metric/, 'enter');
    await answer(terminal, /\? Name *$/m, 'enter');
    await terminal.waitFor(/Give the metric a name\./);
    await answer(terminal, /\? Name/, { text: 'shop_letters_total' }, 'enter');
    await answer(terminal, /\? Help/, { text: 'Letters sent.' }, 'enter');
    await answer(terminal, /\? Label /, { text: 'channel=mail' }, 'enter');
    await terminal.waitFor(/its values are asked for next/);
    for (const _letter of '=mail') terminal.press('backspace');
    await answer(terminal, /\? Label .* channel *$/m, 'enter');
    await answer(terminal, /\? Known values of channel/, { text: 'mail|post' }, 'enter');
    await terminal.waitFor(/Values are separated by commas\.\s+Tab takes mail, post/);
    terminal.press('tab', 'enter');
    await answer(terminal, /\? Another label/, { text: 'place' }, 'enter');
    await answer(terminal, /\? Known values of place/, { text: 'New York' });
    await terminal.waitFor(/This is one value: several are separated by commas\./);
    terminal.press('enter');
    await answer(terminal, /\? Another label \(empty for no more\)\s*$/, 'enter');
    await answer(terminal, /\? Type of the metric/, 'up', 'enter');
    await fromTargets(terminal);
    expect(await terminal.waitForExit()).toBe(0);
    const spec = await readFile(path.join(cwd, 'shop-exporter', 'exporter.yaml'), 'utf8');
    expect(spec).toContain('channel: [mail, post]');
    expect(spec).toContain('place: [New York]');
  });

  it('do not ask for what flags have said', async () => {
    const terminal = start(
      ...['shop-exporter', '--runtime=node', '--metric-types=counter', '--target=none'],
      '--pattern=application',
      ...['--port=8080', '--no-git', '--no-install'],
    );
    await answer(terminal, /\? Write it\?/, 'enter');
    expect(await terminal.waitForExit()).toBe(0);
    expect(terminal.scrollback()).not.toMatch(/\? (?:Name|Runtime|Metrics|Deployment|Port)/);
  });

  it('tell findings once, above the question', async () => {
    const terminal = start(
      ...['shop-exporter', '--runtime=node', '--metric=gauge shop_stock{region} Stock.'],
      ...['--target=none', '--pattern=application', '--port=8080', '--no-git', '--no-install'],
    );
    await terminal.waitFor(/\(label-target\)[\s\S]+\? Write it\?/);
    await answer(terminal, /\? Write it\?/, 'enter');
    expect(await terminal.waitForExit()).toBe(0);
    expect(terminal.scrollback().match(/\(label-target\)/g)).toHaveLength(1);
  });

  it('ask what to do with files in the way', async () => {
    const flags = [
      ...['shop', '--runtime=node', '--pattern=application', '--metric-types=gauge'],
      ...['--target=none', '--no-git', '--no-install'],
    ];
    await mkdir(path.join(cwd, 'shop'));
    await writeFile(path.join(cwd, 'shop', 'README.md'), 'mine\n');
    const terminal = start(...flags, '--port=3000');
    await answer(terminal, /\? Files in the way: README\.md/, 'down', 'enter');
    expect(await terminal.waitForExit()).toBe(0);
    expect(await readFile(path.join(cwd, 'shop', 'README.md'), 'utf8')).toBe('mine\n');
  });

  it('ask for the names in Kubernetes, where it is a target', async () => {
    const terminal = start(
      ...['shop', '--runtime=node', '--pattern=application', '--metric-types=gauge'],
      ...['--port=3000', '--no-git', '--no-install'],
    );
    await answer(terminal, /\? Deployment/, 'down', 'down', 'space', 'enter');
    await answer(terminal, /\? Namespace in Kubernetes/, { text: 'My Space' }, 'enter');
    await terminal.waitFor(/is no namespace of Kubernetes/);
    terminal.press(...Array<'backspace'>(8).fill('backspace'));
    await answer(terminal, /\? Namespace in Kubernetes/, { text: 'shop' }, 'enter');
    await answer(terminal, /\? Release label of the Prometheus operator/, 'enter');
    await answer(terminal, /\? Write it\?/, 'enter');
    expect(await terminal.waitForExit()).toBe(0);
    const spec = await readFile(path.join(cwd, 'shop', 'exporter.yaml'), 'utf8');
    expect(spec).toContain('targets: [docker, kubernetes]');
    expect(spec).toContain('kubernetes:\n  namespace: shop\n  release: kube-prometheus-stack\n');
    expect(terminal.scrollback().replace(/\s+/g, ' ')).toContain(
      '--target docker,kubernetes --kubernetes-namespace shop --kubernetes-release kube-prometheus-stack',
    );
  });

  it('write nothing when the answer is no', async () => {
    const terminal = start(
      'shop',
      '--runtime=node',
      '--pattern=application',
      '--metric-types=gauge',
      '--target=none',
      '--port=1',
    );
    await terminal.waitFor(/\? Write it\?/);
    terminal.type('n');
    terminal.press('enter');
    expect(await terminal.waitForExit()).toBe(130);
    expect(await readdir(cwd)).toEqual([]);
    // The answers are not lost with it.
    expect(terminal.scrollback()).toMatch(
      /Stopped; nothing was written\s+The same again, without questions:\s+npx create-exporter shop --runtime node --pattern application --target none --metric-types gauge --port 1 --yes/,
    );
  });

  it.each([
    'Name of the exporter',
    'Runtime',
    'Pattern',
    'Metrics',
    'Metric types',
    'Deployment',
    'Port',
    'Write it?',
    'Install dependencies now?',
  ])('Ctrl-C at "%s" ends with 130 and writes nothing', async (question) => {
    const terminal = start();
    const asked = new RegExp(`\\? ${question.replace('?', '\\?')}`);
    const order = [
      ...[
        'Name',
        'Runtime',
        'Pattern',
        'Metrics',
        'Metric types',
        'Deployment',
        'Port',
        'Write it',
      ],
      'Install',
    ];
    for (const earlier of order) {
      if (question.startsWith(earlier)) break;
      await answer(terminal, new RegExp(`\\? ${earlier}`), 'enter');
    }
    await answer(terminal, asked, 'ctrl-c');
    expect(await terminal.waitForExit()).toBe(130);
    expect(terminal.screen()).toContain('nothing was written');
    expect(await readdir(cwd)).toEqual([]);
  });
});

async function contents(directory: string): Promise<Record<string, string>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const read = files.map(async (entry) => {
    const file = path.join(entry.parentPath, entry.name);
    return [path.relative(directory, file), await readFile(file, 'utf8')];
  });
  return Object.fromEntries(await Promise.all(read));
}
