import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { compileLayers, parseTemplate } from '../../../src/render/compile.ts';
import { everyText } from '../../../src/render/settled.ts';

const texts = (source: string, target = 'a.js') => everyText(parseTemplate(source, target));

test.each([
  ['plain', ['plain']],
  ['{{#if a}}A{{else}}B{{/if}}', ['B', 'A']],
  ['{{#if a}}A{{/if}}{{#unless b}}B{{/unless}}', ['B', 'AB', '', 'A']],
  ['{{#if a}}{{#if a}}A{{else}}never{{/if}}{{/if}}', ['', 'A']],
  ['import {{{package}}}', ['import sample']],
  ['x({{options.port.help}}, {{{own.up.name}}})', ["x('Sample value.', sample_name)"]],
  ['x({{description}})', ["x('Sample value.')"]],
  ["{{{list values column=1 indent=0 language='js'}}}", ["['Sample value.']"]],
  ["{{{constant 'UP' own.up.name}}}", ["const UP = 'Sample value.';"]],
])('%s becomes one of %j', (source, expected) => {
  expect(texts(source)).toEqual(expected);
});

test.each(['{{#each events}}x{{/each}}', '{{{events}}}'])(
  'a file with %s is looked at when it is written',
  (source) => {
    expect(texts(source)).toBeUndefined();
  },
);

test('the build refuses a file that does not parse in one of its forms', async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'create-exporter-settled-'));
  try {
    await mkdir(path.join(directory, 'layer'));
    await writeFile(path.join(directory, 'layer', 'a.js'), 'f(\n{{#if isNode}}\n);\n{{/if}}\n');
    await expect(compileLayers(directory)).rejects.toThrow(/a\.js:2/);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});
