import { describe, expect, it } from 'vitest';
import { nextSteps } from '../../../src/commands/create/next-steps.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import { RUNTIMES, TARGETS } from '../../../src/spec/schema.ts';
import { ioOf } from '../../cli/update/project.ts';
import { type Project, project, yamlOf } from './projects.ts';

/** What is installed somewhere to stay. */
const DEPLOYED = [
  'Dockerfile',
  '.dockerignore',
  'deploy/kubernetes/deployment.yaml',
  'deploy/systemd/shop.service',
  'deploy/systemd/README.md',
];

describe.each(RUNTIMES)('sample data of a SQLite project in %s', (runtime) => {
  const specWith = (sql: { sample?: string }) =>
    resolveSpec({
      version: 1,
      name: 'shop',
      runtime,
      pattern: 'sidecar',
      collectors: ['sql'],
      sql,
      metrics: [{ name: 'shop_orders', type: 'gauge', help: 'Orders.', sql: 'SELECT 1 AS value' }],
      targets: [...TARGETS],
    });
  const sampled = specWith({ sample: 'CREATE TABLE orders (id INTEGER);' });

  it('is no part of what is deployed, which names a database', async () => {
    const [withSample, without] = [await project(sampled), await project(specWith({}))];
    for (const file of DEPLOYED) {
      expect(withSample.files.get(file), file).toBe(without.files.get(file));
    }
    expect(environmentOf(withSample)).toEqual({ DATABASE_FILE: '/database/database.db' });
    const settings = withSample.files.get('deploy/systemd/shop.env')!;
    expect(settings).toContain('\nDATABASE_FILE=/var/lib/shop.db\n');
    expect(settings).not.toMatch(/^DATABASE_SAMPLE=/m);
    const [dockerRun] = /docker run [^`]*/.exec(withSample.files.get('README.md')!)!;
    expect(dockerRun).toContain(' --env DATABASE_FILE=/data/database.db ');
  });

  it('is shown by Compose, which says so', async () => {
    const made = await project(sampled);
    const { environment, volumes } = yamlOf(made, 'compose.yaml').services.exporter;
    expect(environment).toEqual({ DATABASE_SAMPLE: 'true' });
    expect(volumes).toEqual(['./database:/app/database:ro']);
    expect(made.files.get('compose.yaml')).toMatch(/# Invented data\.[^\n]*\n *DATABASE_SAMPLE/);
    expect(made.files.get('deploy/compose/README.md')).toContain('database/sample.sql');
  });

  it('is shown by the first start, which says how to read a database', async () => {
    const steps = nextSteps(sampled, '/there/shop', {}, ioOf('/there')).join('\n');
    const readme = (await project(sampled)).files.get('README.md')!;
    for (const text of [steps, readme]) {
      expect(text).toMatch(/(?:npm start --|-m shop) --database\.sample\n/);
      expect(text).toContain('--database.file=path/to/database.db');
    }
  });
});

function environmentOf(made: Project): Record<string, string> {
  const { spec } = yamlOf(made, 'deploy/kubernetes/deployment.yaml').spec.template;
  const env: { name: string; value: string }[] = spec.containers[0].env;
  return Object.fromEntries(env.map(({ name, value }) => [name, value]));
}
