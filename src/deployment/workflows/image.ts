import type { ExporterSpec } from '../../spec/spec.ts';
import { hostPorts } from '../compose/ports.ts';
import { credentials } from '../upstream.ts';
import { CHECKOUT, expression, run, type Step } from './actions.ts';
import { programCommand } from './runtime.ts';

/** Builds the image and, where the project has what to run it with, the whole stack. */
export function imageJob(spec: ExporterSpec): object {
  const steps = spec.targets.includes('compose') ? stackSteps(spec) : buildSteps(spec);
  return {
    'runs-on': 'ubuntu-latest',
    'timeout-minutes': 15,
    env: { REVISION: expression('github.sha') },
    steps: [CHECKOUT, ...steps],
  };
}

function buildSteps(spec: ExporterSpec): Step[] {
  const { name } = spec;
  return [
    run(`docker build --build-arg REVISION --tag ${name} .`),
    run(`docker run --rm --read-only --cap-drop ALL ${name} ${programCommand(spec)} --version`),
  ];
}

function stackSteps(spec: ExporterSpec): Step[] {
  const { prometheus } = hostPorts(spec);
  const isBatch = spec.pattern === 'batch';
  const query = isBatch ? `${spec.namespace}_build_info` : `up{job="${spec.name}"} == 1`;
  return [
    ...(credentials(spec).length > 0 ? [run('sh deploy/compose/make-secrets.sh')] : []),
    run('docker compose up --build --detach --wait'),
    ...(isBatch ? [run('docker compose run --rm --build job')] : []),
    run(
      [
        'for _ in $(seq 30); do',
        `  curl --silent --get http://localhost:${prometheus}/api/v1/query --data-urlencode 'query=${query}' |`,
        `    grep --quiet '"value"' && exit 0`,
        '  sleep 2',
        'done',
        'exit 1',
        '',
      ].join('\n'),
      isBatch ? 'Prometheus has what the job pushed' : 'Prometheus scrapes the exporter',
    ),
    { ...run('docker compose logs'), if: 'failure()' },
  ];
}
