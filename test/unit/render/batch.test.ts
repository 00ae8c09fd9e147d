import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { labelTarget } from '../../../src/conventions/rules/label-target.ts';
import { batchView } from '../../../src/render/batch-view.ts';
import { render } from '../../../src/render/render.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import { RUNTIMES } from '../../../src/spec/schema.ts';
import { metric } from '../conventions/metric.ts';

const spec = (stages: string[]) =>
  resolveSpec({ version: 1, name: 'nightly-import', pattern: 'batch', batch: { stages } });

it('gives every stage a method of its own', () => {
  const { stages } = batchView(spec(['import_', 'import', 'stages', 'load']));
  expect(stages.map(({ method }) => method)).toEqual(['import_', 'import__', 'stages_', 'load']);
});

it('knows every label that is pushed, with the first series that has it', () => {
  const { labels, exampleKeys } = batchView(
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
  expect(exampleKeys).toEqual({ tenant: 'tenant__', path: 'path', shard: 'shard' });
});

it('recommends a key for the group that no convention warns of', async () => {
  const readme = (await render(spec(['load']))).get('README.md')!;
  const key = /--push\.grouping=(\w+)=/.exec(readme)![1]!;
  expect(readme).toContain(`{{ $labels.${key} }}`);
  expect(labelTarget.check(metric({ labels: { [key]: [] } }), {})).toEqual([]);
});

it.each(RUNTIMES)(
  'has cron leave out a run while one is going, and mail no log (%s)',
  async (runtime) => {
    const readme = (await render({ ...spec(['load']), runtime })).get('README.md')!;
    const command = runtime === 'node' ? 'node src/main.js' : '.venv/bin/python -m nightly_import';
    const line = readme.split('\n').find((text) => text.startsWith('0 3 * * * '))!;
    const [lock, logged] = [/ flock -n \S+ /.exec(line)![0], ' 2>&1 | logger -t nightly-import'];
    expect(line.endsWith(`${lock}${command}${logged}`)).toBe(true);
    const file = lock.trim().split(' ').at(-1)!;
    expect(readme.replace(/\s+/g, ' ')).toContain(
      `\`flock -n\` locks \`${file}\` for as long as the job runs, and leaves the file as it is. ` +
        'If another run has the lock, `flock` ends at once, and the job is not started:',
    );
  },
);

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

it.each([
  ['node', 'src/job.js', 'metrics.recordRowsRejected();', 'metrics.setRows(records.length);'],
  [
    'python',
    'nightly_import/job.py',
    '_metrics.record_rows_rejected()',
    '_metrics.set_rows(len(self._records))',
  ],
] as const)(
  'has an example that does not reject all that it reads (%s)',
  async (runtime, file, ...calls) => {
    const files = await render(
      resolveSpec({
        version: 1,
        name: 'nightly-import',
        runtime,
        pattern: 'batch',
        batch: { stages: ['extract', 'load'] },
        metrics: [
          { name: 'nightly_import_rows_rejected_total', type: 'counter', help: 'A.' },
          { name: 'nightly_import_rows', type: 'gauge', help: 'B.' },
        ],
      }),
    );
    for (const call of calls) expect(files.get(file)).toContain(call);
  },
);
