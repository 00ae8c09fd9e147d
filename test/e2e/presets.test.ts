import path from 'node:path';
import { expect, it } from 'vitest';
import { ownFamilies, sampleValue } from '../support/exposition.ts';
import { promtool, startPrometheus, startPushgateway } from '../support/prometheus.ts';
import { requireTool } from '../support/tools.ts';
import { gatewayConfig, runJob } from './batch.ts';
import { readLog, readMongodb, readSqlite, readWeb } from './preset-upstreams.ts';
import { ENGINES, generate, type Project } from './project.ts';
import { scraper } from './sidecar-checks.ts';

/** The oldest engine of each runtime; the other tests of sidecars and jobs run on a newer Node.js. */
const [NODE, , PYTHON] = ENGINES;

it.each([
  ['mongodb', 'mongodb', readMongodb, 'mongodb_database_objects'],
  ['sql', 'shop', readSqlite, 'shop_orders'],
  ['logs', 'app', readLog, 'app_lines_total'],
  ['api-monitoring', 'external_api', readWeb, 'external_api_response_time_seconds'],
] as const)('the preset %s, alike in both runtimes', async (preset, namespace, read, metric) => {
  const projects = await both(preset);
  const { flags, steps } = await read(projects[0]!.directory);
  const running = await Promise.all(
    projects.map(async (project) => {
      const program = await project.start(...flags);
      const prometheus = await startPrometheus(path.join(project.directory, 'prometheus.yml'));
      await prometheus.waitForUp('my-exporter');
      expect((await prometheus.waitForResult(metric)).length).toBeGreaterThan(0);
      await prometheus.stop();
      return program;
    }),
  );
  const scrapes = running.map(scraper);
  for (const { change, values } of steps) {
    await change?.();
    const texts = await Promise.all(scrapes.map((scrape) => scrape()));
    for (const text of texts) {
      const found = Object.keys(values).map((series) => [series, sampleValue(text, series)]);
      expect(Object.fromEntries(found)).toEqual(values);
      const { exitCode, stderr } = await promtool(['check', 'metrics'], text);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    }
    const [node, python] = texts.map((text) => ownFamilies(text, namespace));
    expect(node).toEqual(python);
  }
  for (const program of running) {
    expect(await program.stop('SIGTERM')).toEqual({ exitCode: 0, signal: undefined });
  }
});

it('the preset batch-job, alike in both runtimes', async () => {
  requireTool('pushgateway');
  const projects = await both('batch-job');
  const printed = await Promise.all(projects.map((project) => project.program('--print')));
  for (const text of printed) {
    expect(await promtool(['check', 'metrics'], `${text}\n`)).toMatchObject({
      exitCode: 0,
      stderr: '',
    });
    expect(sampleValue(text, 'batch_rows_imported{table="orders"}')).toBe(3);
  }
  const [node, python] = printed.map((text) => ownFamilies(text, 'batch'));
  expect(node).toEqual(python);
  expect(Object.keys(node!)).toContain('batch_job_last_success_timestamp_seconds');

  await Promise.all(
    projects.map(async (project) => {
      const gateway = await startPushgateway();
      expect(await runJob(project, gateway)).toBe(0);
      const prometheus = await startPrometheus(await gatewayConfig(project, gateway));
      const [rows] = await prometheus.waitForResult('batch_rows_imported{table="orders"}');
      expect(rows).toEqual({
        labels: { __name__: 'batch_rows_imported', job: 'my-exporter', table: 'orders' },
        value: 3,
      });
    }),
  );
});

/** A project of a preset for each runtime, installed, linted and tested. */
function both(preset: string): Promise<Project[]> {
  return Promise.all(
    [NODE!, PYTHON!].map(async (engine) => {
      const project = await generate(engine, ['--preset', preset], 'my-exporter');
      await project.install();
      await project.lint();
      await project.test();
      return project;
    }),
  );
}
