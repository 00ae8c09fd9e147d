import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { cleanUpLater } from './cleanup.ts';
import { freePort, startProgram } from './process.ts';
import { promtool, startPrometheus, startPushgateway } from './prometheus.ts';

// Prometheus looks at its targets for the first time 5 s after its start.
vi.setConfig({ testTimeout: 60_000 });

const EXPORTER = `
  require('node:http').createServer((request, response) => {
    response.setHeader('Content-Type', 'text/plain; version=0.0.4');
    response.end('# TYPE tea_cups_total counter\\ntea_cups_total{size="+Inf"} 3\\n');
  }).listen(Number(process.env.PORT), '127.0.0.1');
`;

async function configFile(port: number): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'prometheus-test-'));
  cleanUpLater(() => rm(directory, { recursive: true, force: true }));
  const config = {
    global: { scrape_interval: '1s' },
    scrape_configs: [{ job_name: 'tea', static_configs: [{ targets: [`127.0.0.1:${port}`] }] }],
  };
  const path = join(directory, 'prometheus.yml');
  await writeFile(path, JSON.stringify(config));
  return path;
}

test('a real Prometheus scrapes a real target', async () => {
  const exporter = await startProgram((port) => ({
    command: process.execPath,
    args: ['-e', EXPORTER],
    env: { PORT: String(port) },
    ready: '/',
  }));
  const prometheus = await startPrometheus(await configFile(exporter.port));
  await prometheus.waitForUp('tea');
  expect(await prometheus.query('tea_cups_total')).toEqual([
    {
      labels: expect.objectContaining({ __name__: 'tea_cups_total', size: '+Inf', job: 'tea' }),
      value: 3,
    },
  ]);
  expect(await prometheus.query('scalar(vector(1)) / 0')).toEqual([
    { labels: {}, value: Infinity },
  ]);
  await expect(prometheus.query('sum(')).rejects.toThrow('parse error');
  expect(await prometheus.targets()).toMatchObject([{ health: 'up', lastError: '' }]);
  expect((await prometheus.stop()).exitCode).toBe(0);
});

test('says why a target is not up', async () => {
  const prometheus = await startPrometheus(await configFile(await freePort()));
  await expect(prometheus.waitForUp('tea', 8_000)).rejects.toThrow(/down .*connection refused/);
});

test('runs promtool with text on its standard input', async () => {
  const good = await promtool(
    ['check', 'metrics'],
    '# HELP up_total Up.\n# TYPE up_total counter\nup_total 1\n',
  );
  expect(good).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  const bad = await promtool(['check', 'metrics'], '# TYPE up counter\nup 1\n');
  expect(bad.exitCode).toBe(3);
  expect(bad.stderr).toContain('counter metrics should have "_total" suffix');
});

test('a real Pushgateway takes what is pushed', async () => {
  const gateway = await startPushgateway();
  const url = `${gateway.url}/metrics/job/night`;
  expect((await fetch(url, { method: 'POST', body: 'cups 4\n' })).status).toBe(200);
  expect(await (await fetch(`${gateway.url}/metrics`)).text()).toContain(
    'cups{instance="",job="night"} 4',
  );
});
