import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { snapshot } from '../../unit/project/snapshot.ts';
import { emptyDirectory, jsonOf, run } from '../run.ts';
import { edit, otherPort, REFUNDS, read, shop, write } from '../shop.ts';

/** JSON as another program writes it. */
function sorted(text: string): string {
  const byKey = (_: string, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort())
      : value;
  return JSON.stringify(JSON.parse(text), byKey, 2);
}

describe('update', () => {
  test('a comment in exporter.yaml leaves nothing to commit', async () => {
    const cwd = await shop();
    await edit(cwd, 'exporter.yaml', (text) => `# Owner: the shop team\n${text}`);
    const before = await snapshot(cwd);
    expect(await run(['update'], { cwd })).toMatchObject({ code: 0, err: '' });
    expect(await snapshot(cwd)).toEqual(before);
  });

  test.each(['node', 'python'])(
    '%s: merges, keeps, replaces; then is up to date',
    async (runtime) => {
      const cwd = await shop('--runtime', runtime);
      await edit(cwd, 'README.md', (text) => `${text}\nMy own last words.\n`);
      await rm(path.join(cwd, '.editorconfig'));
      await edit(cwd, 'exporter.yaml', otherPort);
      const { code, out } = await run(['update'], { cwd });
      expect(code).toBe(0);
      expect(out).toMatch(/merge {4}README\.md\n/);
      expect(out).toMatch(/update {3}prometheus\.yml\n/);
      const readme = await read(cwd, 'README.md');
      expect(readme).toContain('9100');
      expect(readme).toContain('My own last words.');
      expect(await readdir(cwd)).not.toContain('.editorconfig');
      const before = await snapshot(cwd);
      const again = await run(['update'], { cwd });
      expect(again).toMatchObject({ code: 0, err: '' });
      expect(again.out).toContain('up to date');
      expect(await snapshot(cwd)).toEqual(before);
    },
  );

  test('--dry-run and --diff show what would be, and write nothing', async () => {
    const cwd = await shop();
    await edit(cwd, 'exporter.yaml', otherPort);
    const before = await snapshot(cwd);
    const { code, out } = await run(['update', '--dry-run', '--diff'], { cwd });
    expect(code).toBe(0);
    expect(out).toMatch(/^ {2}-.*3000/m);
    expect(out).toMatch(/^ {2}\+.*9100/m);
    expect(out).toContain('nothing was written');
    expect(await snapshot(cwd)).toEqual(before);
  });

  test('dependencies of both sides come together as data', async () => {
    const cwd = await shop();
    await edit(cwd, 'package.json', (text) =>
      text.replace('"express"', '"axios": "1.0.0",\n    "express"'),
    );
    const { code } = await run(['add', 'collector', 'json-api'], { cwd });
    expect(code).toBe(0);
    const { dependencies } = JSON.parse(await read(cwd, 'package.json'));
    expect(Object.keys(dependencies)).toEqual([
      '@jmespath-community/jmespath',
      '@prometheus-io/client',
      'bcryptjs',
      'axios',
      'express',
      'yaml',
    ]);
  });

  test('the same line changed by both: markers, exit 4, and not again before they are resolved', async () => {
    const cwd = await shop();
    await edit(cwd, 'prometheus.yml', (text) => text.replaceAll(':3000', ':4000'));
    await edit(cwd, 'exporter.yaml', otherPort);
    const first = await run(['update', '--json'], { cwd });
    expect(first.code).toBe(4);
    expect(jsonOf(first)).toMatchObject({ ok: false, error: { code: 4 } });
    const marked = await read(cwd, 'prometheus.yml');
    expect(marked).toMatch(/<<<<<<< yours\n.*:4000.*\n=======\n.*:9100.*\n>>>>>>> create-exporter/);
    const before = await snapshot(cwd);
    expect((await run(['diff'], { cwd })).code).toBe(4);
    expect((await run(['update'], { cwd })).code).toBe(4);
    expect(await snapshot(cwd)).toEqual(before);
    await write(cwd, 'prometheus.yml', marked.replace(/<<<<<<<[\s\S]*=======\n|>>>>>>>.*\n/g, ''));
    expect((await run(['update'], { cwd })).code).toBe(0);
  });

  test('updates while a conflict is open leave it alone, and keep what it is merged from later', async () => {
    const cwd = await shop();
    const portOf = (text: string) => text.replace(/^port: \d+/m, 'port: 9200');
    await edit(cwd, 'prometheus.yml', (text) => text.replaceAll(':3000', ':4000'));
    await edit(cwd, 'exporter.yaml', otherPort);
    expect((await run(['update'], { cwd })).code).toBe(4);
    const marked = await read(cwd, 'prometheus.yml');
    await edit(cwd, 'exporter.yaml', portOf);
    for (const more of [[], ['--json'], ['--quiet']]) {
      const { code, out } = await run(['update', ...more], { cwd });
      expect({ code, out }).toEqual({
        code: 4,
        out: expect.stringContaining('its conflict markers are still to be resolved'),
      });
      expect(await read(cwd, 'prometheus.yml')).toBe(marked);
    }
    // Theirs is taken, with a line of one's own elsewhere.
    const resolved = marked.replace(/<<<<<<<[\s\S]*?=======\n|>>>>>>>.*\n/g, '');
    await write(cwd, 'prometheus.yml', `# Mine.\n${resolved}`);
    const { code, out } = await run(['update'], { cwd });
    expect({ code, out }).toEqual({
      code: 0,
      out: expect.stringMatching(/merge +prometheus\.yml/),
    });
    const merged = await read(cwd, 'prometheus.yml');
    expect(merged).toMatch(/^# Mine\.\n[\s\S]*:9200/);
    expect(merged).not.toContain(':9100');
    expect(await read(cwd, '.create-exporter.json')).not.toContain('"texts"');
  });

  test.each([
    ['in the file', (text: string) => text],
    ['in an export, whose keys have another order', sorted],
  ])('a panel that the owner renamed %s and a new one come together', async (_, exported) => {
    const cwd = await shop();
    const file = 'monitoring/dashboard.json';
    const renamed = (text: string) => text.replace('"title": "Latency"', '"title": "Mine"');
    await edit(cwd, file, (text) => exported(renamed(text)));
    expect((await run(['add', 'metric', REFUNDS], { cwd })).code).toBe(0);
    const merged = await read(cwd, file);
    expect(merged).toContain('"title": "Mine"');
    expect(merged).toContain('shop_refunds_total');
  });

  test('a panel of the owner at the top keeps its place, and every panel an id of its own', async () => {
    const cwd = await shop();
    const file = 'monitoring/dashboard.json';
    const panels = (text: string): { id: number; title: string }[] => JSON.parse(text).panels;
    await edit(cwd, file, (text) => {
      const mine = { id: panels(text).length + 1, type: 'stat', title: 'Mine' };
      return sorted(JSON.stringify({ ...JSON.parse(text), panels: [mine, ...panels(text)] }));
    });
    for (const name of ['shop_refunds_total', 'shop_returns_total', 'shop_repairs_total']) {
      const { code, out } = await run(['add', 'metric', `counter ${name} Things.`], { cwd });
      expect(code, out).toBe(0);
      const merged = panels(await read(cwd, file));
      expect(merged[0]!.title).toBe('Mine');
      expect(merged.filter(({ title }) => title.startsWith(name))).toHaveLength(1);
      expect(new Set(merged.map(({ id }) => id)).size).toBe(merged.length);
    }
  });

  test('versions of a package that differ are a matter of package.json and its lock', async () => {
    const cwd = await shop('--pattern', 'sidecar', '--collector', 'custom');
    const dependency = '"dependencies": {\n    "pg": "8.11.0",';
    await edit(cwd, 'package.json', (text) => text.replace('"dependencies": {', dependency));
    await edit(cwd, 'exporter.yaml', (text) =>
      text.replace(/collectors:.*\n/, 'collectors: [custom, sql]\nsql: { engine: postgresql }\n'),
    );
    const { code, out } = await run(['update'], { cwd });
    expect(code).toBe(4);
    expect(out).toMatch(/conflict package\.json: /);
    expect(out).toMatch(/Resolve .*, run npm install, so that package-lock\.json agrees, then/);
  });

  test('a file of the user in the way of a new one stays; the new text is beside it until it is removed', async () => {
    const cwd = await shop();
    await mkdir(path.join(cwd, 'src', 'collectors'), { recursive: true });
    await write(cwd, 'src/collectors/custom.js', 'mine\n');
    const { code, out } = await run(['add', 'collector', 'custom'], { cwd });
    expect(code).toBe(4);
    const beside = 'src/collectors/custom.js.create-exporter-new';
    expect(out).toContain(`the new text is in ${beside}`);
    expect(await read(cwd, 'src/collectors/custom.js')).toBe('mine\n');
    expect((await run(['update'], { cwd })).code).toBe(4);
    await rm(path.join(cwd, beside));
    expect((await run(['update'], { cwd })).code).toBe(0);
    expect(await read(cwd, 'src/collectors/custom.js')).toBe('mine\n');
  });

  test('files that were kept when the project was made stay their owner’s', async () => {
    const cwd = emptyDirectory();
    await mkdir(path.join(cwd, 'shop'));
    await write(cwd, 'shop/README.md', 'mine\n');
    await run(['shop', '--yes', '--no-git', '--on-conflict', 'skip'], { cwd });
    const shop = path.join(cwd, 'shop');
    await edit(shop, 'exporter.yaml', otherPort);
    for (const _ of ['first', 'second']) {
      expect((await run(['update'], { cwd: shop })).code).toBe(0);
      expect(await read(shop, 'README.md')).toBe('mine\n');
    }
  });

  test('line ends of a checkout on Windows stay', async () => {
    const cwd = await shop();
    const windows = (text: string) => text.replaceAll('\n', '\r\n');
    for (const [file, content] of Object.entries(await snapshot(cwd))) {
      if (content !== '/') await edit(cwd, file, windows);
    }
    expect(jsonOf(await run(['diff', '--json'], { cwd })).ok).toBe(true);
    expect((await run(['update'], { cwd })).out).toContain('up to date');
    await edit(cwd, 'README.md', (text) => `${text}\r\nmine\r\n`);
    await edit(cwd, 'exporter.yaml', otherPort);
    expect((await run(['update'], { cwd })).code).toBe(0);
    for (const [file, content] of Object.entries(await snapshot(cwd))) {
      expect(content, file).not.toMatch(/[^\r]\n/);
    }
    expect(await read(cwd, 'README.md')).toMatch(/9100[\s\S]*\r\nmine\r\n$/);
    expect((await run(['update'], { cwd })).out).toContain('up to date');
  });
});
