import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { blobId } from '../../../src/project/manifest.ts';
import { snapshot } from '../../unit/project/snapshot.ts';
import { emptyDirectory, run } from '../run.ts';
import { committedShop, edit, git, NO_GIT, otherPort, read, shop, write } from '../shop.ts';

describe('git', () => {
  test('uncommitted changes: exit 4, nothing written; --allow-dirty goes on', async () => {
    const cwd = await committedShop();
    await edit(cwd, 'exporter.yaml', otherPort);
    await edit(cwd, 'Dockerfile', (text) => `${text}# mine\n`);
    await write(cwd, 'notes.md', 'mine');
    const before = await snapshot(cwd);
    const { code, err } = await run(['update'], { cwd });
    expect(code).toBe(4);
    expect(err).toContain(' M Dockerfile');
    expect(err).not.toContain('notes.md');
    expect(err).not.toContain('exporter.yaml');
    expect(err).toContain('--allow-dirty');
    expect(await snapshot(cwd)).toEqual(before);
    expect((await run(['update', '--dry-run'], { cwd })).code).toBe(0);
    expect((await run(['update', '--allow-dirty'], { cwd })).code).toBe(0);
  });

  test('create --on-conflict overwrite does not replace what is not committed either', async () => {
    const cwd = await committedShop();
    await edit(cwd, 'src/app.js', (text) => `// mine\n${text}`);
    const before = await snapshot(cwd);
    const again = ['.', '--yes', '--on-conflict', 'overwrite'];
    for (const args of [again, [...again, '--spec', 'exporter.yaml']]) {
      const { code, err } = await run(args, { cwd });
      expect(code).toBe(4);
      expect(err).toContain(' M src/app.js');
      expect(err).toContain('or use create-exporter update, which keeps your changes');
      expect(await snapshot(cwd)).toEqual(before);
    }
    git(cwd, 'commit', '-qam', 'Mine');
    expect((await run(again, { cwd })).code).toBe(0);
  });

  test('exporter.yaml alone may be changed: that is what an update is for', async () => {
    const cwd = await committedShop();
    await edit(cwd, 'exporter.yaml', otherPort);
    expect((await run(['update'], { cwd })).code).toBe(0);
    expect((await run(['update'], { cwd })).code).toBe(0);
  });

  test('without git: replaces, merges data, and says what it cannot merge', async () => {
    const cwd = await shop();
    await edit(cwd, 'README.md', (text) => `${text}\nmine\n`);
    await edit(cwd, 'exporter.yaml', otherPort);
    const { code, out } = await run(['update'], { cwd, env: NO_GIT });
    expect(code).toBe(4);
    expect(out).toContain('README.md: it takes git to merge it, and git cannot be used');
    expect(out).toContain('git is not installed');
    expect(await read(cwd, 'README.md')).not.toContain('9100');
    expect(await read(cwd, 'README.md.create-exporter-new')).toContain('9100');
    expect(await read(cwd, 'prometheus.yml')).toContain('9100');
  });

  /** A project as an older version wrote it: the text of one file is no longer what this version writes. */
  async function ofOlderVersion(): Promise<string> {
    const cwd = await committedShop();
    const old = `// An older text.\n${await read(cwd, 'src/app.js')}`;
    await write(cwd, 'src/app.js', old);
    const manifest = JSON.parse(await read(cwd, '.create-exporter.json'));
    manifest.version = '0.0.9';
    manifest.files['src/app.js'] = blobId(old);
    await write(cwd, '.create-exporter.json', JSON.stringify(manifest));
    git(cwd, 'commit', '-qam', 'Older version');
    await edit(cwd, 'src/app.js', (text) => `${text}\n// mine\n`);
    git(cwd, 'commit', '-qam', 'Mine');
    return cwd;
  }

  test('the former text of an older version comes from the objects of the project', async () => {
    const cwd = await ofOlderVersion();
    const { code, out } = await run(['update'], { cwd });
    expect(code).toBe(0);
    expect(out).toMatch(/merge {4}src\/app\.js\n/);
    const text = await read(cwd, 'src/app.js');
    expect(text).not.toContain('An older text');
    expect(text).toContain('// mine');
    expect(JSON.parse(await read(cwd, '.create-exporter.json')).version).toBe('0.1.0');
  });

  // A partial clone could fetch it, but nothing here asks the network.
  test.each([
    ['shallow', ['--depth', '1']],
    ['partial', ['--filter', 'blob:none']],
  ])('a %s clone lacks it: the file stays, with the new text beside it', async (_, how) => {
    const origin = await ofOlderVersion();
    git(origin, 'config', 'uploadpack.allowFilter', 'true');
    const cwd = path.join(emptyDirectory(), 'clone');
    git('/', 'clone', '-q', ...how, `file://${origin}`, cwd);
    const before = await read(cwd, 'src/app.js');
    const { code, out } = await run(['update'], { cwd });
    expect(code).toBe(4);
    expect(out).toContain('src/app.js: the text that was generated before is not known any more');
    expect(await read(cwd, 'src/app.js')).toBe(before);
    expect(await read(cwd, 'src/app.js.create-exporter-new')).not.toContain('An older text');
  });
});
