import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { goldenProjects, renewGolden, writeGolden } from '../scripts/golden.js';
import { cleanUpLater } from './support/cleanup.ts';

const projects = await goldenProjects();

it('every golden project has a spec', async () => {
  expect((await readdir('test/golden')).sort()).toEqual(projects.map(({ name }) => name).sort());
});

it.each(projects)(
  '$name is what is generated now (renew: npm run golden)',
  async ({ name, flags }) => {
    const directory = await mkdtemp(path.join(tmpdir(), 'create-exporter-golden-'));
    cleanUpLater(() => rm(directory, { recursive: true, force: true }));
    await writeGolden(flags, path.join(directory, name));
    const generated = await filesOf(path.join(directory, name));
    const golden = await filesOf(path.join('test', 'golden', name));
    expect([...generated.keys()]).toEqual([...golden.keys()]);
    for (const [file, bytes] of golden) {
      expect(generated.get(file), `${name}/${file}`).toBe(bytes);
    }
  },
);

it('projects that cannot be renewed stay, with nothing beside them', async () => {
  const scratch = await mkdtemp(path.join(tmpdir(), 'create-exporter-golden-'));
  cleanUpLater(() => rm(scratch, { recursive: true, force: true }));
  const directory = path.join(scratch, 'golden');
  await mkdir(directory);
  await writeFile(path.join(directory, 'old'), '');
  const good = { name: 'bare', flags: ['--spec', 'test/specs/bare.yaml'] };
  const bad = { name: 'bad', flags: ['--spec', 'nowhere.yaml'] };
  await expect(renewGolden(directory, [good, bad], () => {})).rejects.toMatchObject({
    stderr: expect.stringMatching(/^✖ nowhere\.yaml cannot be used/),
  });
  expect(await readdir(scratch, { recursive: true })).toEqual([
    'golden',
    path.join('golden', 'old'),
  ]);
  await renewGolden(directory, [good], () => {});
  expect(await readdir(scratch)).toEqual(['golden']);
  expect(await readdir(directory)).toEqual(['bare']);
});

async function filesOf(directory: string): Promise<Map<string, string>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)))
    .sort();
  const texts = await Promise.all(
    files.map((file) => readFile(path.join(directory, file), 'utf8')),
  );
  return new Map(files.map((file, index) => [file, texts[index]!]));
}
