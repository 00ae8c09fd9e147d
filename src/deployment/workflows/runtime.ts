import { pythonPackage } from '../../spec/name.ts';
import type { Runtime } from '../../spec/schema.ts';
import type { ExporterSpec } from '../../spec/spec.ts';
import { ACTIONS, run, type Step } from './actions.ts';

/** The versions that a project supports, as its package.json or pyproject.toml says. */
export const RUNTIME_VERSIONS: Record<Runtime, readonly string[]> = {
  node: ['22', '24', '26'],
  python: ['3.11', '3.12', '3.13', '3.14'],
};

/** The one of the image. */
export const MAIN_VERSION: Record<Runtime, string> = { node: '24', python: '3.13' };

/** How the program is started, on a machine and in its image. */
export function programCommand({ runtime, name }: ExporterSpec): string {
  return runtime === 'node' ? 'node src/main.js' : `python -m ${pythonPackage(name)}`;
}

/** The runtime in a version, and all that the project needs to be tested. */
export function runtimeSteps(runtime: Runtime, version: string): Step[] {
  return runtime === 'node'
    ? [
        { uses: ACTIONS.setupNode, with: { 'node-version': version, cache: 'npm' } },
        run('npm ci --no-audit --no-fund'),
      ]
    : [
        {
          uses: ACTIONS.setupPython,
          with: {
            'python-version': version,
            cache: 'pip',
            'cache-dependency-path': 'requirements*.txt',
          },
        },
        run('python -m pip install --requirement requirements-dev.txt'),
      ];
}

/** Linter and formatter. */
export function lintSteps(runtime: Runtime): Step[] {
  return runtime === 'node'
    ? [run('npm run lint')]
    : [run('ruff check'), run('ruff format --check')];
}
