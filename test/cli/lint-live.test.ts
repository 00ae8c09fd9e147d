import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ownVerdict } from '../support/lint-text.ts';
import { startProgram } from '../support/process.ts';
import { promtool, startPrometheus, startPushgateway } from '../support/prometheus.ts';
import { requireTool } from '../support/tools.ts';
import { emptyDirectory, jsonOf, run } from './run.ts';

/** One text for both verdicts; a second one for the command itself. */
async function expectPromtoolsVerdict(url: string): Promise<void> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const { exitCode, stderr } = await promtool(['check', 'metrics'], text);
  const findings = stderr.split('\n').filter((line) => line !== '');
  expect(await ownVerdict(text)).toEqual({ findings: findings.sort() });
  const done = await run(['lint', '--json', `${url}/metrics`], { cwd: '/' });
  expect(done.code).toBe(exitCode);
  const [input] = jsonOf(done).inputs;
  expect(input.series).toBeGreaterThan(10);
}

test('of a live Prometheus', async () => {
  requireTool('promtool');
  const config = path.join(emptyDirectory(), 'prometheus.yml');
  await writeFile(config, 'scrape_configs: []\n');
  await expectPromtoolsVerdict((await startPrometheus(config)).url);
});

test('of a live Pushgateway', async () => {
  requireTool('promtool');
  const { url } = await startPushgateway();
  await fetch(`${url}/metrics/job/test`, { method: 'PUT', body: '# TYPE a_ms counter\na_ms 1\n' });
  await expectPromtoolsVerdict(url);
  // What was pushed has the labels job and instance, as it should.
  const { out } = await run(['lint', `${url}/metrics`], { cwd: emptyDirectory() });
  expect(out).toContain('a_ms');
  expect(out).not.toContain('label-target');
});

test('of a live node exporter', async () => {
  requireTool('promtool');
  const command = requireTool('node-exporter');
  const { url } = await startProgram((port) => ({
    command,
    args: [`--web.listen-address=127.0.0.1:${port}`],
    ready: '/metrics',
  }));
  await expectPromtoolsVerdict(url);
});

test('of a live Alertmanager', async () => {
  requireTool('promtool');
  const command = requireTool('alertmanager');
  const directory = emptyDirectory();
  const config = path.join(directory, 'alertmanager.yml');
  await writeFile(config, 'route: { receiver: nobody }\nreceivers: [{ name: nobody }]\n');
  const { url } = await startProgram((port) => ({
    command,
    args: [
      `--config.file=${config}`,
      `--storage.path=${directory}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
    ],
    ready: '/-/ready',
  }));
  await expectPromtoolsVerdict(url);
});
