import { describe, expect, test } from 'vitest';
import { mergeFile } from '../../../../src/project/merge/index.ts';

const { signal } = new AbortController();
const base = 'const a = 1;\n\n\n\nconst b = 1;\n';
const ours = 'const a = 2;\n\n\n\nconst b = 1;\n';
const merge = (
  sides: Partial<Record<'base' | 'ours' | 'theirs', string | undefined>>,
  file = 'a.js',
) => mergeFile(file, { base, ours, theirs: base, ...sides } as never, signal);

test('lines far apart come together', async () => {
  expect(await merge({ theirs: base.replace('b = 1', 'b = 3') })).toEqual({
    kind: 'merged',
    text: ours.replace('b = 1', 'b = 3'),
  });
});

test('the same lines get markers, and are not merged again while they have them', async () => {
  const theirs = base.replace('a = 1', 'a = 3');
  const marked = await merge({ theirs });
  expect(marked).toMatchObject({ kind: 'marked' });
  const text = (marked as { text: string }).text;
  expect(text).toMatch(
    /^<<<<<<< yours\nconst a = 2;\n=======\nconst a = 3;\n>>>>>>> create-exporter\n/,
  );
  expect(await merge({ ours: text, theirs })).toMatchObject({ kind: 'beside' });
});

test.each([
  ['the former text is not known', { base: undefined }],
  ['it is not text', { ours: undefined }],
  ['it would be valid no more', { ours: `${base}const c = 1;\n`, theirs: `const c = 2;\n${base}` }],
])('%s: left as it is', async (_, sides) => {
  expect(await merge(sides)).toEqual({ kind: 'beside', reason: expect.any(String) });
});

test.each([
  ['a name imported twice', "import { a } from 'a';\n", "import { a } from 'b';\n"],
  ['a name imported and declared', "import { a } from 'a';\n", 'const a = 1;\n'],
])('%s: Node.js would refuse it, so it is left as it is', async (_, mine, generated) => {
  const rest = 'start();\n\n\n\nstop();\n';
  const sides = { base: rest, ours: mine + rest, theirs: `${rest}${generated}` };
  expect(await merge(sides)).toMatchObject({ kind: 'beside' });
});

test('an export of what one side took away is left as it is', async () => {
  const text = 'const a = 1;\n\n\n\nexport { a };\n';
  const ours = text.replace('const a = 1;\n', '');
  const theirs = text.replace('export', '// All there is.\nexport');
  const base = text.replace('export { a };\n', 'export {};\n');
  const sides = { base, ours: ours.replace('export { a };', 'export {};'), theirs };
  expect(await merge(sides)).toMatchObject({ kind: 'beside' });
});

test('what was broken before is no reason against a merge', async () => {
  const broken = `${base}const (\n`;
  expect(await merge({ ours: broken, theirs: `// new\n${base}` })).toEqual({
    kind: 'merged',
    text: `// new\n${broken}`,
  });
});

test('JSON keeps its layout where the lines say the same', async () => {
  const lines = { base: '{\n  "a": 1,\n\n\n  "b": 1\n}\n', ours: '', theirs: '' };
  lines.ours = lines.base.replace('"a": 1', '"a": [1, 2]');
  lines.theirs = lines.base.replace('"b": 1', '"b": 2');
  expect(await merge(lines, 'a.json')).toEqual({
    kind: 'merged',
    text: lines.ours.replace('"b": 1', '"b": 2'),
  });
});

test('packages that neighbour each other are merged as data', async () => {
  const packages = (...names: string[]) => names.map((name) => `${name}\n`).join('');
  const sides = {
    base: packages('a==1', 'b==1'),
    ours: packages('a==2', 'b==1'),
    theirs: packages('a==1', 'b==2'),
  };
  expect(await merge(sides, 'requirements-dev.txt')).toEqual({
    kind: 'merged',
    text: packages('a==2', 'b==2'),
  });
});

describe('two changes in one list of JSON', () => {
  const list = (first: string, last: string) =>
    `{\n  "panels": [\n    "${first}",\n    "b",\n    "c",\n    "d",\n    "${last}"\n  ]\n}\n`;
  const sides = { base: list('a', 'e'), ours: list('mine', 'e'), theirs: list('a', 'new') };

  test('come together by lines', async () => {
    expect(await merge(sides, 'dashboard.json')).toEqual({
      kind: 'merged',
      text: list('mine', 'new'),
    });
  });

  test('leave the owner’s where they are on one line, with no markers in it', async () => {
    const clash = { ...sides, theirs: list('theirs', 'e') };
    expect(await merge(clash, 'dashboard.json')).toMatchObject({
      kind: 'beside',
      text: sides.ours,
    });
  });
});
