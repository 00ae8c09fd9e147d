import { rename, symlink } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { blobId } from '../../../src/project/manifest.ts';
import { snapshot } from '../../unit/project/snapshot.ts';
import { emptyDirectory, run } from '../run.ts';
import { edit, otherPort, REFUNDS, shop, write } from '../shop.ts';

describe('what cannot be trusted', () => {
  test.each(['../outside.txt', '/tmp/outside.txt', 'src/../../outside.txt', '.git/config'])(
    'a manifest that names %s: exit 2, nothing changed',
    async (file) => {
      const cwd = await shop();
      await write(path.dirname(cwd), 'outside.txt', 'x');
      await edit(cwd, '.create-exporter.json', (text) =>
        text.replace('"files": {', `"files": {\n    ${JSON.stringify(file)}: "${blobId('x')}",`),
      );
      await edit(cwd, 'exporter.yaml', otherPort);
      const before = await snapshot(path.dirname(cwd));
      for (const command of ['diff', 'update']) {
        const { code, err } = await run([command], { cwd });
        expect(code).toBe(2);
        expect(err).toContain('Take it back from version control');
      }
      expect(await snapshot(path.dirname(cwd))).toEqual(before);
    },
  );

  test.each([
    ['a file', 'prometheus.yml', 0, 'prometheus.yml: a link of yours stands in its place'],
    ['a folder', 'src', 4, 'something other than a file stands in its way; move it away'],
  ])('%s that is a link: nothing is written through it', async (_, name, exit, words) => {
    const cwd = await shop();
    const outside = emptyDirectory();
    await rename(path.join(cwd, name), path.join(outside, name));
    await symlink(path.join(outside, name), path.join(cwd, name));
    const before = await snapshot(outside);
    await edit(cwd, 'exporter.yaml', (text) =>
      otherPort(text).replace('name: shop', 'name: store'),
    );
    const { code, out } = await run(['update'], { cwd });
    expect(code).toBe(exit);
    expect(out).toContain(words);
    expect(await snapshot(outside)).toEqual(before);
  });

  test('a spec in it that nobody wrote is no base of a merge', async () => {
    const cwd = await shop();
    await edit(cwd, '.create-exporter.json', (text) => text.replace('"port": 3000', '"port": "x"'));
    await edit(cwd, 'README.md', (text) => `${text}\nmine\n`);
    await edit(cwd, 'exporter.yaml', otherPort);
    const { code, out } = await run(['update'], { cwd });
    expect(code).toBe(4);
    expect(out).toContain('README.md: the text that was generated before is not known any more');
  });

  test.each([['update'], ['diff'], ['verify'], ['add', 'metric', REFUNDS]])(
    'exporter.yaml of a project has a name for %s, whatever its directory is called',
    async (...args) => {
      const cwd = await shop();
      await edit(cwd, 'exporter.yaml', (text) => text.replace(/^name: .*\n/m, ''));
      const { code, err } = await run(args, { cwd });
      expect(code).toBe(2);
      expect(err).toMatch(/^ *exporter\.yaml:\d+:\d+: "name" is missing\.$/m);
      expect((await run(['lint', 'exporter.yaml'], { cwd })).code).toBe(0);
    },
  );

  test('exporter.yaml with faults: exit 2 with line and column, nothing changed', async () => {
    const cwd = await shop();
    await edit(cwd, 'exporter.yaml', (text) => text.replace('port: 3000', 'port: many'));
    const before = await snapshot(cwd);
    const { code, err } = await run(['update'], { cwd });
    expect(code).toBe(2);
    expect(err).toMatch(/exporter\.yaml:\d+:\d+: port/);
    expect(await snapshot(cwd)).toEqual(before);
  });

  test.each(['diff', 'update', 'verify'])('%s of a newer version: exit 2', async (command) => {
    const cwd = await shop();
    const newer = (text: string) => text.replace(/"version": "[^"]*"/, '"version": "99.0.0"');
    await edit(cwd, '.create-exporter.json', newer);
    const { code, err } = await run([command], { cwd });
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('99.0.0') });
  });

  test.each(['diff', 'update', 'verify'])(
    '%s where there is no project: exit 2',
    async (command) => {
      const cwd = emptyDirectory();
      for (const args of [[command], [command, 'nowhere'], [command, '--json']]) {
        expect((await run(args, { cwd })).code).toBe(2);
      }
    },
  );
});
