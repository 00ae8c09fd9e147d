import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { update } from '../../../src/commands/update/update.ts';
import { emptyDirectory } from '../run.ts';
import { contentOf, generated, ioOf, VERSION, write } from './project.ts';

test('an edit of exporter.yaml that is saved while it is changed is not replaced', async () => {
  const directory = emptyDirectory();
  const files = await generated({ version: 1, name: 'shop-exporter' });
  await write(directory, files);
  const saved = `${files.get('exporter.yaml')}# Mine.\n`;
  const run = update('add', { allowDirty: true }, ioOf(directory), VERSION, (input) => {
    writeFileSync(path.join(directory, 'exporter.yaml'), saved);
    return { ...input, port: 9100 };
  });
  await expect(run).rejects.toMatchObject({
    code: 4,
    title: expect.stringContaining('exporter.yaml changed meanwhile'),
  });
  expect(await contentOf(directory, 'exporter.yaml')).toBe(saved);
  expect(await contentOf(directory, 'README.md')).toBe(files.get('README.md'));
});
