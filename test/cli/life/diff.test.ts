import { rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { snapshot } from '../../unit/project/snapshot.ts';
import { emptyDirectory, jsonOf, run } from '../run.ts';
import { edit, otherPort, shop, states, write } from '../shop.ts';

describe('diff', () => {
  test('tells each state and ends with 4 where update would have something to do', async () => {
    const cwd = await shop();
    expect(await run(['diff'], { cwd })).toMatchObject({ code: 0, err: '' });
    await edit(cwd, 'src/app.js', (text) => `// mine\n${text}`);
    await rm(path.join(cwd, 'src', 'logger.js'));
    await write(cwd, 'notes.md', 'mine');
    await write(cwd, '.env', 'ignored');
    const edited = await run(['diff', '--json'], { cwd });
    expect(edited.code).toBe(0);
    const expected = { 'src/app.js': 'edited', 'src/logger.js': 'deleted', 'notes.md': 'extra' };
    expect(states(jsonOf(edited))).toEqual(expected);

    await edit(cwd, 'README.md', (text) => `${text}\nmine\n`);
    await edit(cwd, 'exporter.yaml', otherPort);
    const drifted = await run(['diff', '--json'], { cwd });
    expect(drifted.code).toBe(4);
    expect(jsonOf(drifted)).toMatchObject({ ok: false, error: { code: 4 } });
    expect(states(jsonOf(drifted))).toMatchObject({
      ...expected,
      'README.md': 'both',
      'prometheus.yml': 'outdated',
      'exporter.yaml': 'edited',
    });
    const { out } = await run(['diff', '../shop'], { cwd });
    expect(out).toContain('outdated: not changed by you; what is generated is\n');
    expect(out).toContain('create-exporter update brings it up to date');
  });

  test('counts the files that were written', async () => {
    const cwd = emptyDirectory();
    const { out } = await run(['shop', '--yes', '--no-git'], { cwd });
    const [, written] = /shop: (\d+) files written/.exec(out)!;
    expect((await run(['diff', 'shop'], { cwd })).out).toBe(`✔ shop: ${written} same\n`);
  });

  test('writes nothing', async () => {
    const cwd = await shop();
    await edit(cwd, 'exporter.yaml', otherPort);
    const before = await snapshot(cwd);
    await run(['diff'], { cwd });
    expect(await snapshot(cwd)).toEqual(before);
  });
});
