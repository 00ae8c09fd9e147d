import { ownFamilies } from '../../spec/own-families.ts';
import type { CollectorName } from '../../spec/schema.ts';
import type { ExporterSpec } from '../../spec/spec.ts';
import { hostPorts } from '../compose/ports.ts';
import { credentials } from '../upstream.ts';
import { CHECKOUT, expression, JOB, run, type Step } from './actions.ts';
import { programCommand } from './runtime.ts';

/** Builds the image and, where the project has what to run it with, the whole stack. */
export function imageJob(spec: ExporterSpec): object {
  const steps = spec.targets.includes('compose') ? stackSteps(spec) : buildSteps(spec);
  return {
    ...JOB,
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

/** A query that has a result when all works that Compose brings, and what it shows: a scrape succeeds with a wrong password as well. */
function evidence(spec: ExporterSpec): { query: string; shows: string } {
  const { name, pattern, collectors } = spec;
  const { buildInfo, up, collectorSuccess } = ownFamilies(spec);
  if (pattern === 'batch') {
    return { query: buildInfo.name, shows: 'Prometheus has what the job pushed' };
  }
  const brought = collectors.filter((collector) => isBrought(spec, collector));
  if (brought.length === 0) {
    const subject = pattern === 'application' ? 'application' : 'exporter';
    return { query: `up{job="${name}"} == 1`, shows: `Prometheus scrapes the ${subject}` };
  }
  const isAll = up !== undefined && brought.length === collectors.length;
  return {
    query: isAll
      ? `${up.name}{job="${name}"} == 1`
      : `min(${collectorSuccess!.name}{job="${name}",${collectorMatcher(brought)}}) == 1`,
    shows: 'Prometheus has what the exporter reads',
  };
}

function collectorMatcher(names: CollectorName[]): string {
  return `collector${names.length === 1 ? '=' : '=~'}"${names.join('|')}"`;
}

/** Whether Compose starts what a collector reads, with data in it. */
function isBrought({ sql }: ExporterSpec, collector: CollectorName): boolean {
  if (collector === 'sql') return sql!.sample !== undefined;
  return collector === 'mongodb' || collector === 'log';
}

function stackSteps(spec: ExporterSpec): Step[] {
  const { prometheus } = hostPorts(spec);
  const isBatch = spec.pattern === 'batch';
  const { query, shows } = evidence(spec);
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
      shows,
    ),
    { ...run('docker compose logs'), if: 'failure()' },
  ];
}
