import packageFile from '../../templates/packages/package.json' with { type: 'json' };
import lockFile from '../../templates/packages/package-lock.json' with { type: 'json' };
import { NODE_VERSIONS } from '../project/supported-version.ts';
import type { ExporterSpec } from '../spec/spec.ts';

interface LockedPackage {
  version: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
  [key: string]: unknown;
}

type Versions = Record<string, string>;

/** Path of a package inside a lock file → what is locked there. */
const LOCKED = lockFile.packages as unknown as Record<string, LockedPackage>;

/** package.json and package-lock.json of a Node.js project, every version exact. */
export function packageFiles(spec: ExporterSpec): [path: string, content: string][] {
  const packageJson = {
    name: spec.name,
    version: '0.1.0',
    description: spec.description,
    private: true,
    type: 'module',
    engines: { node: NODE_VERSIONS },
    scripts: {
      start: 'node src/main.js',
      test: 'node --test',
      lint: 'biome check .',
      format: 'biome check --write .',
    },
    dependencies: versions(packageFile.dependencies, dependenciesOf(spec)),
    devDependencies: versions(packageFile.devDependencies, ['@biomejs/biome']),
  };
  return [
    ['package.json', toText(packageJson)],
    ['package-lock.json', toText(lockFor(packageJson))],
  ];
}

/** What each engine but SQLite, which Node.js brings, is read with. */
const DRIVERS = { sqlite: [], postgresql: ['pg'], mysql: ['mysql2'] } as const;

/** A batch job needs the client alone; what is scraped needs a server, and collectors what they read with. */
function dependenciesOf({ pattern, client, collectors, sql }: ExporterSpec): string[] {
  if (pattern === 'batch') return [client!];
  return [
    ...['bcryptjs', 'express', 'yaml', client!],
    ...(collectors.includes('json-api') ? ['@jmespath-community/jmespath'] : []),
    ...(collectors.includes('mongodb') ? ['mongodb'] : []),
    ...(collectors.includes('sql') ? DRIVERS[sql!.engine] : []),
  ];
}

/**
 * The part of our own lock file that a project's dependencies reach. All packages were locked together, so any part of
 * the tree that is closed under dependency is a valid tree as well.
 */
function lockFor(root: {
  name: string;
  version: string;
  dependencies: Versions;
  devDependencies: Versions;
  engines: Versions;
}): object {
  const { name, version, dependencies, devDependencies, engines } = root;
  const reached = new Set<string>();
  const pending = Object.keys({ ...dependencies, ...devDependencies }).map((dependency) =>
    locate('', dependency),
  );
  for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
    if (reached.has(place)) continue;
    reached.add(place);
    const locked = LOCKED[place]!;
    for (const dependency of neededBy(locked)) pending.push(locate(place, dependency));
  }
  const places = Object.keys(LOCKED).filter((place) => reached.has(place));
  return {
    name,
    version,
    lockfileVersion: lockFile.lockfileVersion,
    requires: true,
    packages: {
      '': { name, version, dependencies, devDependencies, engines },
      ...Object.fromEntries(places.map((place) => [place, LOCKED[place]])),
    },
  };
}

function neededBy(locked: LockedPackage): string[] {
  const peers = Object.keys(locked.peerDependencies ?? {});
  return [
    ...Object.keys({ ...locked.dependencies, ...locked.optionalDependencies }),
    ...peers.filter((peer) => !locked.peerDependenciesMeta?.[peer]?.optional),
  ];
}

/** Where a package that stands at `from` finds a dependency: in its own node_modules or the nearest one above. */
function locate(from: string, dependency: string): string {
  for (
    let place = from;
    ;
    place = place.slice(0, Math.max(0, place.lastIndexOf('node_modules/') - 1))
  ) {
    const candidate = `${place === '' ? '' : `${place}/`}node_modules/${dependency}`;
    if (LOCKED[candidate]) return candidate;
    if (place === '') throw new Error(`${dependency}, needed by ${from}, is not locked`);
  }
}

function versions(all: Versions, names: string[]): Versions {
  return Object.fromEntries(names.sort().map((name) => [name, all[name]!]));
}

function toText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
