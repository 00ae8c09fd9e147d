import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { baseTexts, formerSpec } from '../../../src/project/base-texts.ts';
import { blobId } from '../../../src/project/manifest.ts';
import type { FoundManifest } from '../../../src/project/read-manifest.ts';
import { parseSpec } from '../../../src/spec/parse.ts';
import { PRESETS } from '../../../src/spec/preset-names.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import { RUNTIMES } from '../../../src/spec/schema.ts';
import { scratch } from './scratch.ts';

const specs = path.resolve('test/specs');
const presets = path.resolve('templates/presets');
const TEXTS = [
  ...readdirSync(specs).map((name) => ({ name, file: path.join(specs, name) })),
  ...PRESETS.map((name) => ({ name, file: path.join(presets, `${name}.yaml`) })),
];

/** As it comes out of a manifest. */
const manifestOf = (spec: unknown) =>
  ({ spec: JSON.parse(JSON.stringify(spec)) }) as unknown as FoundManifest;

describe.each(TEXTS)('the spec of $name', ({ name, file }) => {
  test.each(RUNTIMES)('in a manifest is the same again: %s', (runtime) => {
    const { client: _, ...input } = parseSpec(readFileSync(file, 'utf8'), name).input;
    const spec = resolveSpec({ ...input, runtime });
    expect(formerSpec(manifestOf(spec))).toEqual(spec);
  });
});

const SPEC = resolveSpec({ version: 1, name: 'shop' });

test.each([
  {},
  { ...SPEC, port: 'x' },
  { ...SPEC, runtime: 'ruby' },
  { ...SPEC, metrics: null },
  { ...SPEC, metrics: [null, 1] },
  { ...SPEC, unknown: 1 },
] as unknown[])('what is no spec gives nothing: %j', (spec) => {
  expect(formerSpec(manifestOf(spec))).toBeUndefined();
});

describe('the text of an id', () => {
  const here = scratch();
  const { signal } = new AbortController();
  const id = blobId('old\n');

  test('is found among those at hand', async () => {
    expect((await baseTexts([id], ['old\n'], here(), signal)).get(id)).toBe('old\n');
  });

  test('is found in the objects of a repository, to the last byte', async () => {
    execFileSync('git', ['init', '-q'], { cwd: here() });
    writeFileSync(path.join(here(), 'a'), 'old\n');
    execFileSync('git', ['hash-object', '-w', 'a'], { cwd: here() });
    expect((await baseTexts([id], [], here(), signal)).get(id)).toBe('old\n');
  });

  test('is unknown elsewhere', async () => {
    expect((await baseTexts([id], [], here(), signal)).has(id)).toBe(false);
  });
});
