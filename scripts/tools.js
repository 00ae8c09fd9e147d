/**
 * Gets the programs that the end-to-end tests run for real, as far as that is possible without
 * root: into `.tools/`, from the npm registry and the Go module proxy. What is there already, on
 * PATH or in `.tools/`, is left alone; what cannot be had is said, and its tests are skipped.
 */
import { join } from 'node:path';
import {
  findTool,
  howToGet,
  nodePackage,
  toolNames,
  toolsDirectory,
} from '../test/support/find-tool.js';
import { goInstallers } from './tools/go.js';
import { installKubernetesSchemas } from './tools/kubernetes-schemas.js';
import { run } from './tools/run.js';

const installers = {
  node22: () => installNode(22),
  node24: () => installNode(24),
  node26: () => installNode(26),
  ...goInstallers,
  'kubernetes-schemas': installKubernetesSchemas,
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
  return run('npm', ['install', '--prefix', prefix, '--no-audit', '--no-fund', ...packages]).error;
}
