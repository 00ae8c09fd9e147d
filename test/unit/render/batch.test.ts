import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { batchView } from '../../../src/render/batch-view.ts';
import { render } from '../../../src/render/render.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import { RUNTIMES } from '../../../src/spec/schema.ts';

const spec = (stages: string[]) =>
  resolveSpec({ version: 1, name: 'nightly-import', pattern: 'batch', batch: { stages } });

it('gives every stage a method of its own', () => {
  const { stages } = batchView(spec(['import_', 'import', 'stages', 'load']));
  expect(stages.map(({ method }) => method)).toEqual(['import_', 'import__', 'stages_', 'load']);
});

it('knows every label that is pushed, with the first series that has it', () => {
  const { labels, testKeys } = batchView(
    resolveSpec({
      version: 1,
      name: 'nightly-import',
      pattern: 'batch',
      metrics: [
        { name: 'a_seconds', type: 'histogram', help: 'A.', labels: { tenant: [], stage: ['x'] } },
        { name: 'b_seconds', type: 'histogram', help: 'B.', labels: { tenant_: [], tenant: [] } },
      ],
    }),
  );
  expect(Object.fromEntries(labels.map(({ name, series }) => [name, series]))).toEqual({
    version: 'nightly_import_build_info',
    revision: 'nightly_import_build_info',
    stage: 'nightly_import_job_stage_duration_seconds',
    tenant: 'a_seconds',
    le: 'a_seconds_bucket',
    tenant_: 'b_seconds',
  });
  expect(testKeys).toEqual({ tenant: 'tenant__', path: 'path', shard: 'shard' });
});

it('has Prometheus scrape the Pushgateway and keep what was pushed', async () => {
  const files = await render(spec(['load']));
  const entry = {
    job_name: 'pushgateway',
    honor_labels: true,
    static_configs: [{ targets: ['localhost:9091'] }],
  };
  expect(parse(files.get('prometheus-scrape.yml')!)).toEqual([entry]);
  expect(parse(files.get('prometheus.yml')!).scrape_configs).toEqual([entry]);
});

it('needs the client alone', async () => {
  const node = await render(spec(['load']));
  expect(Object.keys(JSON.parse(node.get('package.json')!).dependencies)).toEqual([
    '@prometheus-io/client',
  ]);
  const python = await render({ ...spec(['load']), runtime: 'python' });
  expect(python.get('requirements.txt')).toMatch(/^prometheus-client==\S+\n$/);
});

it('offers the same options in both runtimes, as the README lists them', async () => {
  const [node, python] = await Promise.all(
    RUNTIMES.map((runtime) => render({ ...spec(['load']), runtime })),
  );
  const rows = (readme: string) => readme.match(/^\| `--.*$/gm)!;
  expect(rows(python!.get('README.md')!)).toEqual(rows(node!.get('README.md')!));
  const table = node!.get('src/options.js')!;
  const flags = rows(node!.get('README.md')!).map((row) => /--(?:\[no-\])?([\w.-]+)/.exec(row)![1]);
  expect([...table.matchAll(/flag: '([\w.-]+)'/g)].map(([, flag]) => flag)).toEqual(flags);
});
