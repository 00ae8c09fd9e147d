import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { PEERS } from '../peers.js';
import { timeOf } from '../process.js';

/** The install that `npx` does, from an empty cache: ours from the packed tarball, theirs from the registry. */
export const title = 'Install from an empty cache';
export const runs = 3;

export async function prepare(directory) {
  const packed = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', directory], {
      encoding: 'utf8',
    }).replace(/^[^[]*/, ''),
  )[0];
  const install = (name, what) => ({
    name,
    run: () => {
      const prefix = mkdtempSync(path.join(directory, 'install-'));
      return timeOf(
        'npm',
        [
          ...['install', '--prefix', prefix, '--cache', path.join(prefix, 'cache')],
          ...['--no-audit', '--no-fund', '--ignore-scripts', what],
        ],
        { env: process.env },
      );
    },
  });
  return {
    contestants: [
      install(
        `create-exporter, ${Math.round(packed.size / 1000)} kB, 1 package`,
        path.join(directory, packed.filename),
      ),
      ...Object.entries(PEERS).map(([name, { version }]) => install(name, `${name}@${version}`)),
    ],
  };
}
