import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { BIN, emptyDirectory } from './run.ts';

const notices = readFileSync('dist/third-party-licenses.txt', 'utf8');

/** The packages that sources import and the bundle therefore has; the parser of templates is left behind by the build. */
function bundledPackages(): string[] {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' });
  const names = files
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(path.join('src', file), 'utf8'))
    .flatMap((text) => [...text.matchAll(/^(?!import type).* from '([^.#'][^']*)';$/gm)])
    .map(([, name]) => name!)
    .filter((name) => !name.startsWith('node:') && name !== 'handlebars');
  return [...new Set(names)];
}

test.each(bundledPackages())('the license of %s comes with the package', (name) => {
  const installed = path.join('node_modules', name);
  const { version, license } = JSON.parse(
    readFileSync(path.join(installed, 'package.json'), 'utf8'),
  );
  expect(notices).toContain(`${name} ${version} (${license}), `);
  const file = readdirSync(installed).find((entry) => /^licen[cs]e/i.test(entry))!;
  expect(notices).toContain(readFileSync(path.join(installed, file), 'utf8').trim());
});

/** Tells at the end which files of the bundle were loaded. */
const LOADED = `process.on('exit', () => console.error(
  Object.keys(require('node:module')._cache).filter((file) => /dist/.test(file)).map((file) => require('node:path').basename(file)).join(' '),
))`;

test.each(['--version', '--help'])('%s is told without loading the program', async (flag) => {
  const hook = path.join(emptyDirectory(), 'loaded.cjs');
  writeFileSync(hook, LOADED);
  const { stderr } = await execa('node', ['--require', hook, BIN, flag]);
  expect(stderr.split(' ')).toContain('cli.js');
  expect(
    stderr.split(' ').filter((file) => !/^(?:cli|rolldown-runtime-.*)\.js$/.test(file)),
  ).toEqual([]);
});
