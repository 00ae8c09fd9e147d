// Plain JavaScript with a declaration beside it: `scripts/tools.js` runs on the oldest supported
// Node, which cannot read TypeScript.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where `scripts/tools.js` puts what the machine does not have. Not committed. */
export const toolsDirectory = join(
  dirname(dirname(dirname(fileURLToPath(import.meta.url)))),
  '.tools',
);

const PYTHONS = ['python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3'];

const BUILT = 'node scripts/tools.js, where Go is installed';

/**
 * How each tool is found: the names it goes by, where else it may be, what proves that a file is
 * that tool, and how a person gets it.
 */
const TOOLS = {
  // The oldest that the generated projects are for is Debian's; the newest does where it is not.
  promtool: { names: ['promtool', 'promtool3'], how: 'apt-get install prometheus' },
  prometheus: { names: ['prometheus', 'prometheus3'], how: 'apt-get install prometheus' },
  promtool3: built('promtool3'),
  prometheus3: built('prometheus3'),
  amtool: { names: ['amtool'], how: 'apt-get install prometheus-alertmanager' },
  'docker-compose': built('docker-compose'),
  kubeconform: built('kubeconform'),
  kustomize: built('kustomize'),
  'kubernetes-schemas': {
    names: [],
    elsewhere: () => [join(toolsDirectory, 'kubernetes-schemas')],
    how: BUILT,
  },
  actionlint: built('actionlint'),
  'systemd-analyze': { names: ['systemd-analyze'], how: 'apt-get install systemd' },
  pushgateway: {
    names: ['pushgateway', 'prometheus-pushgateway'],
    how: 'apt-get install prometheus-pushgateway',
  },
  'node-exporter': {
    names: ['node_exporter', 'prometheus-node-exporter'],
    how: 'apt-get install prometheus-node-exporter',
  },
  alertmanager: {
    names: ['alertmanager', 'prometheus-alertmanager'],
    how: 'apt-get install prometheus-alertmanager',
  },
  buildah: { names: ['buildah'], how: 'apt-get install buildah' },
  unshare: { names: ['unshare'], how: 'apt-get install util-linux' },
  openssl: { names: ['openssl'], how: 'apt-get install openssl' },
  git: { names: ['git'], how: 'apt-get install git' },
  zsh: { names: ['zsh'], how: 'apt-get install zsh' },
  fish: { names: ['fish'], how: 'apt-get install fish' },
  go: { names: ['go'], how: 'install Go from https://go.dev' },
  // Debian keeps PostgreSQL's programs out of PATH, and MariaDB's in that of root.
  postgres: {
    names: ['postgres'],
    elsewhere: debianPostgres,
    how: 'apt-get install postgresql',
  },
  mariadbd: {
    names: ['mariadbd'],
    elsewhere: () => ['/usr/sbin/mariadbd'],
    how: 'apt-get install mariadb-server',
  },
  'mongodb-test-server': built('mongodb-test-server'),
  python: {
    names: PYTHONS,
    elsewhere: pyenvPythons,
    // Started, because a pyenv shim exists for versions that are not switched on, and because
    // Debian's python3 has no ensurepip without python3-venv.
    proof: [
      '-c',
      'import sys, ssl, venv, ensurepip; sys.exit(sys.version_info < (3, 11)); print("ok")',
    ],
    how: 'apt-get install python3 python3-venv (3.11 or newer)',
  },
  python311: {
    names: ['python3.11', 'python3'],
    elsewhere: pyenvPythons,
    proof: [
      '-c',
      'import sys, ssl, venv, ensurepip; sys.exit(sys.version_info[:2] != (3, 11)); print("ok")',
    ],
    how: 'install Python 3.11 with venv',
  },
  node22: node(22),
  node24: node(24),
  node26: node(26),
};

/** Names of all tools that `findTool` knows. */
export const toolNames = Object.keys(TOOLS);

/** The npm package that holds the Node.js program for this platform. */
export function nodePackage() {
  // The naming of the packages behind the npm package `node`.
  const prefix = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  return `${prefix}-${platform}-${process.arch}`;
}

const found = new Map();

/** The path of a tool: from PATH, from `.tools`, or under another of its names. */
export function findTool(name) {
  // What is missing is looked for again: `scripts/tools.js` may have installed it meanwhile.
  if (found.get(name) === undefined) found.set(name, search(TOOLS[name]));
  return found.get(name);
}

/** How a person gets a tool. */
export function howToGet(name) {
  return TOOLS[name].how;
}

function search({ names, elsewhere = () => [], proof }) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), join(toolsDirectory, 'bin')];
  // Name by name, so that python3.13 in a later folder wins over python3 in an earlier one.
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...elsewhere(), ...onPath].find(
    (path) =>
      existsSync(path) && (!proof || spawnSync(path, proof, { stdio: 'ignore' }).status === 0),
  );
}

function built(name) {
  return { names: [name], how: BUILT };
}

function node(major) {
  return {
    names: ['node', `node${major}`],
    elsewhere: () => [
      join(toolsDirectory, `node${major}`, 'node_modules', nodePackage(), 'bin', 'node'),
    ],
    proof: ['-e', `process.exit(process.versions.node.startsWith('${major}.') ? 0 : 1)`],
    how: 'node scripts/tools.js',
  };
}

function debianPostgres() {
  const versions = '/usr/lib/postgresql';
  if (!existsSync(versions)) return [];
  return readdirSync(versions)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(versions, version, 'bin', 'postgres'));
}

function pyenvPythons() {
  const versions = join(process.env.PYENV_ROOT ?? join(homedir(), '.pyenv'), 'versions');
  if (!existsSync(versions)) return [];
  return readdirSync(versions)
    .filter((version) => /^3\.\d+\.\d+$/.test(version))
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
    .map((version) => join(versions, version, 'bin', 'python3'));
}
