import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { sourceAddress } from './source-address.js';

/** Where a module of a package lies: everything up to the package's own folder, which may have a scope. */
const PACKAGE = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/;

/**
 * The notices of all packages that modules of the bundle come from, which their licenses ask to be passed on.
 * @param modules paths of modules
 * @throws Error naming a package without a license file
 */
export async function licenseNotices(modules) {
  const directories = new Set(modules.flatMap((id) => PACKAGE.exec(id)?.[0] ?? []));
  const notices = await Promise.all([...directories].map(noticeOf));
  return `create-exporter contains parts of these packages.\n\n${notices.sort().join('\n')}`;
}

async function noticeOf(directory) {
  const { name, version, license, repository } = JSON.parse(
    await readFile(path.join(directory, 'package.json'), 'utf8'),
  );
  const file = (await readdir(directory)).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} is bundled and has no license file`);
  const text = (await readFile(path.join(directory, file), 'utf8')).replaceAll('\r', '').trim();
  const source = sourceAddress(repository?.url ?? repository);
  return `${name} ${version} (${license}), ${source}\n${'-'.repeat(72)}\n${text}\n`;
}
