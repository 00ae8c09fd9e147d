import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { ExporterSpec } from '../../../src/spec/spec.ts';
import { prepareRuntime } from '../../../src/verify/runtime.ts';
import { needsPosix } from '../../support/posix.ts';
import { scratch } from '../project/scratch.ts';

const here = scratch();

test('what an install leaves in the directory for temporary files goes with the copy', async () => {
  needsPosix('sh');
  const copy = here();
  const programs = path.join(copy, 'programs');
  await mkdir(programs);
  await writeFile(path.join(programs, 'npm'), '#!/bin/sh\necho "$TMPDIR" > told\n', {
    mode: 0o755,
  });
  const { install } = await prepareRuntime({
    spec: { runtime: 'node' } as ExporterSpec,
    directory: path.join(copy, 'project'),
    copy,
    env: { PATH: `${programs}:${process.env.PATH}`, TMPDIR: '/scratch/of/verify' },
    signal: new AbortController().signal,
  });
  expect(install).toMatchObject({ state: 'passed' });
  expect(await readFile(path.join(copy, 'told'), 'utf8')).toBe('/scratch/of/verify\n');
});
