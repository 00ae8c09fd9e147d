import { expect, test } from 'vitest';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import type { Runtime } from '../../../src/spec/schema.ts';
import { summary } from '../../../src/ui/confirm.ts';
import { ioOf } from '../../cli/update/project.ts';

const summaryWith = (nodeVersion: string, runtime: Runtime) =>
  summary(
    { directory: '/there/shop-api', exists: false, files: [] },
    resolveSpec({ version: 1, name: 'shop-api', runtime }),
    [],
    { ...ioOf('/there'), nodeVersion },
  );

test('the namespace is seen before the write', () => {
  expect(summaryWith('v24.1.0', 'node')).toContain(
    'shop-api (node, application, namespace shop_api): 0 files in shop-api\n',
  );
});

test('a Node.js that cannot run the project is told of before the write', () => {
  expect(summaryWith('v20.19.0', 'node')).toContain(
    '\n! node is v20.19.0, and the project asks for ^22.16 || ^24 || >=26. Put such a version first on PATH.\n',
  );
  expect(summaryWith('v22.16.0', 'node')).not.toContain('!');
  expect(summaryWith('v20.19.0', 'python')).not.toContain('!');
});
