import { expect, test } from 'vitest';
import { add } from '../../../src/commands/add/add.ts';
import { ioOf, VERSION } from '../../cli/update/project.ts';

const added = (...values: string[]) =>
  add({ what: 'target', values }, ioOf('/nowhere'), VERSION).catch((error) => error);

test.each(['.', '..', './shop', '../shop', '/shop', '.\\shop', '..\\shop', 'C:\\shop', 'C:/shop'])(
  'a last %s is the project',
  async (directory) => {
    expect(await added('docker', directory)).toMatchObject({
      code: 2,
      title: expect.stringContaining('is no project of create-exporter'),
    });
  },
);

test.each(['.hidden', 'C:', 'shop/x'])('a last %s is not', async (word) => {
  expect(await added('docker', word)).toMatchObject({ title: 'The target cannot be added' });
});
