// Programs and files from the Go modules that test/tools/go.mod pins.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findTool, howToGet, toolsDirectory } from '../../test/support/find-tool.js';
import { run } from './run.js';

const TOOLS_MODULE = fileURLToPath(new URL('../../test/tools', import.meta.url));

const PACKAGES = {
  prometheus3: 'github.com/prometheus/prometheus/cmd/prometheus',
  promtool3: 'github.com/prometheus/prometheus/cmd/promtool',
  'docker-compose': 'github.com/docker/compose/v5/cmd',
  kubeconform: 'github.com/yannh/kubeconform/cmd/kubeconform',
  kustomize: 'sigs.k8s.io/kustomize/kustomize/v5',
  'mongodb-test-server': './mongodb-server',
  actionlint: 'github.com/rhysd/actionlint/cmd/actionlint',
};

/** Name of each program → what builds it into `.tools/bin` and returns what went wrong, if anything. */
export const goInstallers = Object.fromEntries(
  Object.entries(PACKAGES).map(([name, goPackage]) => [name, () => build(name, goPackage)]),
);

/** The directory of a module's files, downloaded if need be; throws when that fails. */
export function goModule(name) {
  const { stdout, error } = go('mod', 'download', '-json', name);
  if (error) throw new Error(error);
  return JSON.parse(stdout).Dir;
}

/** Prometheus 3.16.0 is the Go module v0.316.0, and is told its number when it is built. */
function prometheusVersion() {
  const { stdout } = go('list', '-m', '-f={{.Version}}', 'github.com/prometheus/prometheus');
  return stdout.trim().replace(/^v0\.(\d)/, '$1.');
}

function build(name, goPackage) {
  if (!findTool('go')) return `not built: go is missing; ${howToGet('go')}`;
  return go(
    'build',
    '-trimpath',
    // Prometheus finds targets in clouds with most of its code, and nothing here is in a cloud.
    '-tags=remove_all_sd',
    `-ldflags=-s -w -X github.com/prometheus/common/version.Version=${prometheusVersion()}`,
    '-o',
    join(toolsDirectory, 'bin', name),
    goPackage,
  ).error;
}

function go(...args) {
  // A Go that is older than the module wants fetches the one it wants, as it does modules.
  return run('go', args, { cwd: TOOLS_MODULE, env: { GOTOOLCHAIN: 'auto' } });
}
