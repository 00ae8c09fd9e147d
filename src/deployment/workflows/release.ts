import { pythonPackage } from '../../spec/name.ts';
import type { ExporterSpec } from '../../spec/spec.ts';
import { yamlText } from '../../yaml/text.ts';
import { ACTIONS, CHECKOUT, expression, JOB, run } from './actions.ts';

/** `.github/workflows/release.yml`: a tag becomes an image for two kinds of processors, with what it is made of. */
export function releaseWorkflow(spec: ExporterSpec): string {
  const workflow = {
    name: 'Release',
    on: { push: { tags: ['v*.*.*'] } },
    permissions: { contents: 'read' },
    jobs: {
      // A tag may stand on any commit, and on one whose tests fail.
      ci: { uses: './.github/workflows/ci.yml' },
      image: {
        needs: 'ci',
        ...JOB,
        // The other kind of processor is emulated, which is slow.
        'timeout-minutes': 60,
        permissions: { contents: 'read', packages: 'write' },
        steps: [
          CHECKOUT,
          run(
            `test "$GITHUB_REF_NAME" = "v$(${versionCommand(spec)})"`,
            'The tag is the version of the program',
          ),
          { uses: ACTIONS.qemu },
          { uses: ACTIONS.buildx },
          {
            uses: ACTIONS.login,
            with: {
              registry: 'ghcr.io',
              username: expression('github.actor'),
              password: expression('github.token'),
            },
          },
          {
            id: 'metadata',
            uses: ACTIONS.metadata,
            with: {
              images: `ghcr.io/${expression('github.repository')}`,
              tags: 'type=semver,pattern={{version}}\ntype=semver,pattern={{major}}.{{minor}}\n',
            },
          },
          {
            uses: ACTIONS.build,
            with: {
              context: '.',
              platforms: 'linux/amd64,linux/arm64',
              push: true,
              tags: expression('steps.metadata.outputs.tags'),
              labels: expression('steps.metadata.outputs.labels'),
              'build-args': `VERSION=${expression('steps.metadata.outputs.version')}\nREVISION=${expression('github.sha')}\n`,
              sbom: true,
              provenance: 'mode=max',
            },
          },
        ],
      },
    },
  };
  return yamlText(workflow, {
    version: '1.2',
    oneLine: true,
    header: 'git tag v0.1.0 && git push origin v0.1.0',
    spaced: [[], ['jobs']],
  });
}

/** Prints the version that `build_info` will show. */
function versionCommand({ runtime, name }: ExporterSpec): string {
  return runtime === 'node'
    ? 'jq --raw-output .version package.json'
    : `sed -n 's/^__version__ = "\\(.*\\)"/\\1/p' ${pythonPackage(name)}/__init__.py`;
}
