import { RULES_FILE, RULES_TEST_FILE } from '../../monitoring/paths.ts';
import type { ExporterSpec } from '../../spec/spec.ts';
import { yamlText } from '../../yaml/text.ts';
import { IMAGES } from '../images.ts';
import { CHECKOUT, expression, JOB, run, type Step } from './actions.ts';
import { imageJob } from './image.ts';
import { lintSteps, MAIN_VERSION, RUNTIME_VERSIONS, runtimeSteps } from './runtime.ts';
import { upstreamJobs } from './upstream.ts';

/** `.github/workflows/ci.yml`: what has to hold before a change is merged. */
export function ciWorkflow(spec: ExporterSpec): string {
  const { runtime } = spec;
  const workflow = {
    name: 'CI',
    on: { push: { branches: ['main'] }, pull_request: {}, workflow_call: {} },
    permissions: { contents: 'read' },
    concurrency: {
      group: `${expression('github.workflow')}-${expression('github.ref')}`,
      'cancel-in-progress': true,
    },
    jobs: {
      test: {
        ...JOB,
        strategy: {
          'fail-fast': false,
          matrix: { [runtime]: [...RUNTIME_VERSIONS[runtime]] },
        },
        steps: [
          CHECKOUT,
          ...runtimeSteps(runtime, expression(`matrix.${runtime}`)),
          run(runtime === 'node' ? 'npm test' : 'python -m pytest'),
        ],
      },
      lint: {
        ...JOB,
        steps: [CHECKOUT, ...runtimeSteps(runtime, MAIN_VERSION[runtime]), ...lintSteps(runtime)],
      },
      monitoring: {
        ...JOB,
        steps: [CHECKOUT, promtoolStep(spec)],
      },
      ...upstreamJobs(spec),
      ...(spec.targets.includes('docker') && { image: imageJob(spec) }),
    },
  };
  return yamlText(workflow, { version: '1.2', oneLine: true, spaced: [[], ['jobs']] });
}

/** promtool comes with the image of Prometheus. */
function promtoolStep({ targets }: ExporterSpec): Step {
  const checks = [
    'check config prometheus.yml',
    ...(targets.includes('compose') ? ['check config deploy/compose/prometheus.yml'] : []),
    `check rules ${RULES_FILE}`,
    `test rules ${RULES_TEST_FILE}`,
  ];
  return run(
    [
      `docker run --rm --volume "$PWD:/project:ro" --workdir /project --entrypoint sh ${IMAGES.prometheus} -ec '`,
      ...checks.map((check) => `  promtool ${check}`),
      "'",
      '',
    ].join('\n'),
    'promtool',
  );
}
