import { expect, test } from 'vitest';
import { snapshot } from '../../unit/project/snapshot.ts';
import { jsonOf, run } from '../run.ts';
import { edit, otherPort, shop } from './shop.ts';

test('a project is not written anew around files that are kept: its record would be false', async () => {
  const cwd = await shop();
  await edit(cwd, 'exporter.yaml', otherPort);
  await edit(cwd, 'src/app.js', (text) => `${text}// mine\n`);
  const before = await snapshot(cwd);
  const again = ['.', '--spec', 'exporter.yaml', '--on-conflict', 'skip', '--yes', '--no-git'];
  const { code, err } = await run(again, { cwd });
  expect(code).toBe(4);
  expect(err).toContain('create-exporter update');
  expect(await snapshot(cwd)).toEqual(before);
  const { files } = jsonOf(await run(['diff', '--json'], { cwd }));
  expect(files).toContainEqual({ path: 'prometheus.yml', state: 'outdated' });
});

test('nor where nothing but an edit would be kept', async () => {
  const cwd = await shop();
  await edit(cwd, 'src/app.js', (text) => `${text}// mine\n`);
  const again = ['.', '--spec', 'exporter.yaml', '--on-conflict', 'skip', '--yes', '--no-git'];
  expect((await run(again, { cwd })).code).toBe(4);
  expect(jsonOf(await run(['diff', '--json'], { cwd })).files).toContainEqual({
    path: 'src/app.js',
    state: 'edited',
  });
});
