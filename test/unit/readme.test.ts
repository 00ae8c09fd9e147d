import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { DOCUMENTS, renewDocuments } from '../../scripts/readme/tables.ts';
import type { CreateFlags } from '../../src/cli/flags.ts';
import { buildProgram, parseArguments } from '../../src/cli/program.ts';
import { missingOptions } from '../../src/commands/create/missing.ts';
import { specFindings } from '../../src/commands/spec-findings.ts';
import { NODE_VERSIONS } from '../../src/project/supported-version.ts';
import { parseSpec } from '../../src/spec/parse.ts';
import { resolveSpec } from '../../src/spec/resolve.ts';

const texts = new Map(DOCUMENTS.map((file) => [file, readFileSync(file, 'utf8')]));

function linksOf(file: string): string[] {
  const links = readFileSync(file, 'utf8').matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g);
  return [...links].map(([, link]) => link!);
}

it.each(DOCUMENTS)(
  '%s shows the flags, keys, rules and exit codes there are (renew: npm run readme)',
  (file) => expect(renewDocuments(texts).get(file)).toBe(texts.get(file)),
);

it.each(DOCUMENTS)('%s links to files that exist', (file) => {
  const links = linksOf(file);
  expect(links.length).toBeGreaterThan(0);
  for (const link of links)
    expect(existsSync(path.join(path.dirname(file), link)), link).toBe(true);
});

/** What npm puts into the package: these files, and whatever lies below these folders. */
const { files: PACKED } = JSON.parse(readFileSync('package.json', 'utf8')) as { files: string[] };
const isPacked = (file: string) =>
  file === 'README.md' || PACKED.some((entry) => file === entry || file.startsWith(`${entry}/`));

const packedDocuments = [
  ...readdirSync('.'),
  ...readdirSync('docs').map((name) => `docs/${name}`),
].filter((file) => file.endsWith('.md') && isPacked(file));

it.each(packedDocuments)('%s links to nothing that the package lacks', (file) => {
  const missing = linksOf(file)
    .map((link) => path.posix.join(path.posix.dirname(file), link))
    .filter((target) => !isPacked(target));
  expect(missing).toEqual([]);
});

it('every command of the README that is not to ask says all that it needs', () => {
  const commands = texts
    .get('README.md')!
    .matchAll(/(?:npx create-exporter@latest|npm create exporter@latest) ([^`#\n]*--yes)/g);
  const words = [...commands].map(([, line]) => line!.split(' ').filter((word) => word !== '--'));
  expect(words.length).toBeGreaterThan(2);
  for (const argv of words) {
    const { flags } = parseArguments(argv, '1') as { flags: CreateFlags };
    expect(missingOptions(flags, {}), argv.join(' ')).toEqual([]);
  }
});

it('every exporter.yaml of the README can be used as it is', () => {
  const blocks = [...texts.get('README.md')!.matchAll(/```yaml\n([\s\S]*?)```/g)];
  expect(blocks.length).toBeGreaterThan(1);
  for (const [, text] of blocks) {
    const { input } = parseSpec(text!, 'README.md');
    expect(specFindings(input, resolveSpec(input))).toEqual([]);
  }
});

it('the README names the versions of Node.js and Python that projects run on', () => {
  const python = /^requires-python = ">=([\d.]+)"/m.exec(
    readFileSync('templates/layers/python/pyproject.toml', 'utf8'),
  )![1];
  expect(texts.get('README.md')).toContain(`\`${NODE_VERSIONS}\``);
  expect(texts.get('README.md')).toContain(`Python ${python} or newer`);
});

const commandHelp: [string, string] = ['--help', buildProgram('', () => {}).helpInformation()];

// cmd knows only double quotes: for it `|` in single ones starts another program.
it.each([
  ...packedDocuments.map((file): [string, string] => [file, readFileSync(file, 'utf8')]),
  commandHelp,
])('%s writes metrics in quotes that every shell knows', (_, text) => {
  expect(text).not.toMatch(/'(?:counter|gauge|histogram|summary)\s/);
});

it('every part comes from one place', () => {
  expect(() => renewDocuments(new Map([['README.md', '']]))).toThrow('one document must have');
});
