/**
 * Gets the programs that the end-to-end tests run for real, as far as that is possible without
 * root: into `.tools/`, from the npm registry and the Go module proxy. What is there already, on
 * PATH or in `.tools/`, is left alone; what cannot be had is said, and its tests are skipped.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  findTool,
  howToGet,
  nodePackage,
  toolNames,
  toolsDirectory,
} from '../test/support/find-tool.js';

const PROMETHEUS = 'github.com/prometheus/prometheus';
const PROMETHEUS_VERSION = 'v0.309.1'; // The Go module's number for Prometheus 3.9.1.

const installers = {
  node22: () => installNode(22),
  node24: () => installNode(24),
  node26: () => installNode(26),
  promtool: () => buildPrometheus('promtool'),
  prometheus: () => buildPrometheus('prometheus'),
  'mongodb-test-server': buildMongodbServer,
};

for (const [name, install] of Object.entries(installers)) {
  if (findTool(name)) continue;
  console.log(`${name}: installing into .tools …`);
  const start = Date.now();
  // A program may be there and not run, for want of a shared library (node26: libatomic).
  const error = install() ?? (findTool(name) ? undefined : 'installed, but it does not run here');
  console.log(`${name}: ${error ?? `done in ${((Date.now() - start) / 1000).toFixed(1)} s`}`);
}
// Go is only the means to build what Debian's packages have.
const wanted = toolNames.filter((name) => name !== 'go' && !(name in installers));
const missing = wanted.filter((name) => !findTool(name));
for (const name of missing) console.log(`${name} is missing: ${howToGet(name)}`);

/**
 * The package of the platform is installed rather than `node`, which only fetches that one in an
 * install script: npm may be set to run none. npm itself comes along for the container images.
 */
function installNode(major) {
  const prefix = join(toolsDirectory, `node${major}`);
  const packages = [`${nodePackage()}@${major}`, 'npm@11'];
  return run('npm', ['install', '--prefix', prefix, '--no-audit', '--no-fund', ...packages]);
}

/**
 * Builds a program of Prometheus, which takes minutes, in a module of its own: `go install
 * <package>@<version>` refuses it, for the `exclude` directives of its go.mod.
 */
function buildPrometheus(program) {
  if (!findTool('go')) return `not installed: go is missing; ${howToGet(program)}`;
  const cwd = join(toolsDirectory, 'go');
  mkdirSync(cwd, { recursive: true });
  writeFileSync(join(cwd, 'go.mod'), 'module tools\n');
  const env = { GOBIN: join(toolsDirectory, 'bin') };
  return (
    run('go', ['get', `${PROMETHEUS}@${PROMETHEUS_VERSION}`], { cwd }) ??
    // The module is not imported here, so `go get` alone leaves out what its programs need.
    run('go', ['install', '-mod=mod', `${PROMETHEUS}/cmd/${program}`], { cwd, env })
  );
}

/** Builds the server of the MongoDB tests: FerretDB, as it is pinned in the module's go.sum. */
function buildMongodbServer() {
  if (!findTool('go')) return `not installed: go is missing; ${howToGet('go')}`;
  const cwd = fileURLToPath(new URL('../test/support/mongodb-server', import.meta.url));
  const program = join(toolsDirectory, 'bin', 'mongodb-test-server');
  return run('go', ['build', '-trimpath', '-ldflags=-s -w', '-o', program, '.'], { cwd });
}

/** Runs a command and returns what went wrong, if anything. */
function run(command, args, { cwd, env } = {}) {
  const { status, error, stderr } = spawnSync(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    // npm is a .cmd file on Windows.
    shell: process.platform === 'win32',
  });
  if (status === 0) return undefined;
  const said = error?.message ?? stderr.trim().split('\n').slice(-5).join('\n');
  return `\`${command} ${args.join(' ')}\` failed: ${said}`;
}
