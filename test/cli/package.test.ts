import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

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

test('every notice says where the source is, as a browser opens it', () => {
  const addresses = [...notices.matchAll(/^\S+ \S+ \(\S+\), (.*)$/gm)].map(
    ([, address]) => address!,
  );
  expect(addresses.length).toBeGreaterThanOrEqual(bundledPackages().length);
  for (const address of addresses) expect(address).toMatch(/^https:\/\/(?!.*\.git$)/);
});

test.each(bundledPackages())('the license of %s comes with the package', (name) => {
  const installed = path.join('node_modules', name);
  const { version, license } = JSON.parse(
    readFileSync(path.join(installed, 'package.json'), 'utf8'),
  );
  expect(notices).toContain(`${name} ${version} (${license}), `);
  const file = readdirSync(installed).find((entry) => /^licen[cs]e/i.test(entry))!;
  expect(notices).toContain(
    readFileSync(path.join(installed, file), 'utf8').replaceAll('\r', '').trim(),
  );
});
