import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { ACTIONS } from '../../../src/deployment/workflows/actions.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import { RUNTIMES, type SpecInput } from '../../../src/spec/schema.ts';
import { deployedSpecs, project, yamlOf } from './projects.ts';

interface Step {
  name?: string;
  uses?: string;
  run?: string;
}

const CI = '.github/workflows/ci.yml';
const RELEASE = '.github/workflows/release.yml';

interface Job {
  'timeout-minutes'?: number;
  uses?: string;
  steps: Step[];
}

/** The jobs of a workflow that are not those of another one. */
function ownJobs(jobs: object): Job[] {
  return (Object.values(jobs) as Job[]).filter(({ uses }) => uses === undefined);
}

describe.each(deployedSpecs())('the workflows of %s', (_, spec) => {
  it('name every action by a version, and may write nothing but packages', async () => {
    const made = await project(spec);
    for (const file of [CI, RELEASE]) {
      const { permissions, jobs } = yamlOf(made, file);
      expect(permissions).toEqual({ contents: 'read' });
      for (const { steps, 'timeout-minutes': limit } of ownJobs(jobs)) {
        expect(limit).toBeGreaterThan(0);
        expect(steps[0]!.uses).toMatch(/^actions\/checkout@/);
        for (const { uses, run } of steps) {
          if (uses === undefined) expect(run).toBeTypeOf('string');
          else expect(uses).toMatch(/^[\w-]+\/[\w-]+@v\d+$/);
        }
      }
    }
  });

  it('make an image of a tag only after its tests', async () => {
    const made = await project(spec);
    const { jobs } = yamlOf(made, RELEASE);
    expect(jobs.ci.uses).toBe(`./${CI}`);
    expect(jobs.image.needs).toBe('ci');
    expect(made.files.get(CI)).toMatch(/^ {2}workflow_call:/m);
  });

  it('name only files that the project has', async () => {
    const { files } = await project(spec);
    const commands = files.get(CI)!;
    const named = commands.match(/(?:monitoring|deploy)\/[\w/.-]+\.\w+/g) ?? [];
    expect(named).toContain('monitoring/rules.test.yml');
    for (const file of named) expect([...files.keys()]).toContain(file);
  });

  it('try every supported version of each server that is read', async () => {
    const made = await project(spec);
    const { jobs } = yamlOf(made, CI);
    const engine = spec.sql?.engine;
    const servers = [
      ...(spec.collectors.includes('mongodb') ? ['mongodb'] : []),
      ...(engine && engine !== 'sqlite' ? [engine] : []),
    ];
    const others = ['test', 'lint', 'monitoring', 'image'];
    expect(Object.keys(jobs).sort()).toEqual([...others, ...servers].sort());
    for (const server of servers) {
      const versions: string[] = jobs[server].strategy.matrix[server];
      expect(versions.length).toBeGreaterThan(1);
      // The README names what is tried.
      expect(made.files.get('README.md')!.replaceAll('\n', ' ')).toContain(
        `${versions.slice(0, -1).join(', ')} and ${versions.at(-1)}`,
      );
    }
  });
});

const SCRAPES = 'Prometheus scrapes the';
const READS = 'Prometheus has what the exporter reads';

it.each([
  [{ pattern: 'application' }, 'up{job="a"} == 1', `${SCRAPES} application`],
  [{ collectors: ['mongodb'] }, 'a_up{job="a"} == 1', READS],
  [{ collectors: ['sql'], sql: { engine: 'sqlite', sample: 'shop' } }, 'a_up{job="a"} == 1', READS],
  [
    { collectors: ['http-probe', 'sql', 'mongodb'], sql: { engine: 'mysql', sample: 'shop' } },
    'min(a_scrape_collector_success{job="a",collector=~"mongodb|sql"}) == 1',
    READS,
  ],
  [
    { collectors: ['http-probe', 'log'], log: { file: '/var/log/app.log' } },
    'min(a_scrape_collector_success{job="a",collector="log"}) == 1',
    READS,
  ],
  [{ collectors: ['sql'], sql: { engine: 'mysql' } }, 'up{job="a"} == 1', `${SCRAPES} exporter`],
])(
  'waits for what %j reads in the stack of Compose, as far as it is there',
  async (given, query, shows) => {
    const spec = {
      version: 1,
      name: 'a',
      namespace: 'a',
      pattern: 'sidecar',
      targets: ['compose'],
    };
    const made = await project(resolveSpec({ ...spec, ...given } as SpecInput));
    const { steps } = yamlOf(made, CI).jobs.image as { steps: Step[] };
    const asking = steps.find(({ name }) => name === shows);
    expect(asking?.run).toContain(`--data-urlencode 'query=${query}'`);
  },
);

it('name the actions by the versions that this repository uses itself', async () => {
  const actions = new Set<string>(Object.values(ACTIONS));
  for (const file of [CI, RELEASE]) {
    const used = (await readFile(file, 'utf8')).match(/(?<=uses: )\S+/g)!;
    // Artifacts are handed from job to job by this repository alone.
    const shared = used.filter((action) => !/^actions\/(?:up|down)load-artifact@/.test(action));
    expect(shared.length).toBeGreaterThan(0);
    for (const action of shared) expect(actions, file).toContain(action);
  }
});

it('makes sure that the account of MongoDB may see the databases', async () => {
  const spec = resolveSpec({ version: 1, name: 'a', pattern: 'sidecar', collectors: ['mongodb'] });
  const { steps } = yamlOf(await project(spec), CI).jobs.mongodb as { steps: Step[] };
  expect(steps.at(-1)!.run).toContain("\ngrep '^a_mongodb_database_objects{' metrics.txt\n");
});

it('makes the account of PostgreSQL with a client that can read the script, whatever the server', async () => {
  const sql = { engine: 'postgresql' as const };
  const spec = resolveSpec({
    version: 1,
    name: 'shop',
    pattern: 'sidecar',
    collectors: ['sql'],
    sql,
  });
  const { steps } = yamlOf(await project(spec), CI).jobs.postgresql as { steps: Step[] };
  const account = steps.find(({ run }) => run?.includes('create-monitor-user.sql'))!.run;
  const [, version] = /postgres:(\d+) .*\bpsql --host=localhost /s.exec(account!)!;
  expect(Number(version)).toBeGreaterThanOrEqual(15);
});

it.each(RUNTIMES)('a %s project without an image has nothing to release', async (runtime) => {
  const made = await project(resolveSpec({ version: 1, name: 'shop', runtime, targets: [] }));
  expect([...made.files.keys()]).not.toContain(RELEASE);
  expect(Object.keys(yamlOf(made, CI).jobs)).toEqual(['test', 'lint', 'monitoring']);
  const { updates } = yamlOf(made, '.github/dependabot.yml');
  const ecosystems = updates.map((update: Record<string, string>) => update['package-ecosystem']);
  expect(ecosystems).toEqual([runtime === 'node' ? 'npm' : 'pip', 'github-actions']);
});
