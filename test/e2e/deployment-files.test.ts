import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { serviceUnit } from '../../src/deployment/systemd/service.ts';
import { DASHBOARD_FILE, RULES_FILE } from '../../src/monitoring/paths.ts';
import { resolveSpec } from '../../src/spec/resolve.ts';
import { cleanUpLater } from '../support/cleanup.ts';
import { composeProject } from '../support/compose.ts';
import { type KubernetesObject, kubernetesFaults, kustomized } from '../support/kubernetes.ts';
import { PROMETHEUS_VERSIONS, promtool } from '../support/prometheus.ts';
import { nextElapses, systemdFaults } from '../support/systemd.ts';
import { requireTool } from '../support/tools.ts';
import { COMBINATIONS, filesIn, generateCombination } from './combinations.ts';

/** What shows that a target was asked for. */
const SIGNS: Record<string, string> = {
  docker: 'Dockerfile',
  compose: 'compose.yaml',
  kubernetes: 'deploy/kubernetes/kustomization.yaml',
  systemd: 'deploy/systemd',
};

/** Target → what its files are checked with. */
const CHECKS: Record<string, (directory: string) => Promise<void>> = {
  docker: async (directory) => expect(existsSync(path.join(directory, '.dockerignore'))).toBe(true),
  compose: checkCompose,
  kubernetes: checkKubernetes,
  systemd: checkSystemd,
};

describe.each(COMBINATIONS)('$spec in $runtime for $targets', (combination) => {
  it('is deployed by files that the tools accept', async () => {
    const directory = await generateCombination(combination);
    const { targets } = combination;
    const image = targets.includes('compose') || targets.includes('kubernetes');
    const expected = new Set(image ? ['docker', ...targets] : targets);
    for (const [target, sign] of Object.entries(SIGNS)) {
      expect(existsSync(path.join(directory, sign)), sign).toBe(expected.has(target));
      if (expected.has(target)) await CHECKS[target]!(directory);
    }
    await checkWorkflows(directory);
  });
});

it.each(['/home/shop/logs/app.log', '/home/a b:50%/"x"\\y/app.log', '/tmp/logs/app.log'])(
  'a unit that sees the directory of the log %s is accepted by systemd',
  async (file) => {
    const spec = resolveSpec({
      version: 1,
      name: 'watcher',
      pattern: 'sidecar',
      collectors: ['log'],
      log: { file },
    });
    const unit = path.join(await mkdtemp(path.join(tmpdir(), 'create-exporter-log-')), 'a.service');
    cleanUpLater(() => rm(path.dirname(unit), { recursive: true, force: true }));
    await writeFile(unit, serviceUnit(spec));
    expect(await systemdFaults([unit])).toBe('');
  },
);

async function checkCompose(directory: string): Promise<void> {
  const script = path.join(directory, 'deploy/compose/make-secrets.sh');
  if (existsSync(script)) await execa('sh', [script], { cwd: directory });
  const project = await composeProject(directory);
  expect(Object.keys(project.services)).toContain('prometheus');
  const compose = path.join(directory, 'deploy/compose');
  for (const { promtool: tool } of PROMETHEUS_VERSIONS) {
    const args = ['check', 'config', path.join(compose, 'prometheus.yml')];
    expect(await promtool(args, '', { tool })).toMatchObject({ exitCode: 0 });
  }
  await execa(requireTool('amtool'), ['check-config', path.join(compose, 'alertmanager.yml')]);
}

async function checkKubernetes(directory: string): Promise<void> {
  const kubernetes = path.join(directory, 'deploy/kubernetes');
  const objects = await kustomized(kubernetes);
  const { summary, faults } = await kubernetesFaults(objects);
  expect(faults).toEqual([]);
  expect(summary).toMatchObject({ valid: objects.length, skipped: 0 });
  // Also what is only an example, which the kustomization leaves out.
  const names = await readdir(kubernetes);
  const files = names.filter((name) => name.endsWith('.yaml') && name !== 'kustomization.yaml');
  const texts = await Promise.all(
    files.map((file) => readFile(path.join(kubernetes, file), 'utf8')),
  );
  const written = texts.flatMap((text) =>
    parseAllDocuments(text).map((document) => document.toJS() as KubernetesObject),
  );
  expect((await kubernetesFaults(written)).faults).toEqual([]);
  // What is to be uncommented for TLS.
  const monitors = texts
    .filter((text) => text.includes('\nkind: ServiceMonitor\n'))
    .map((text) => parse(text.replace(/^( +)# (?=scheme|tlsConfig|basicAuth| )/gm, '$1')));
  for (const { spec } of monitors) {
    expect(spec.endpoints[0]).toMatchObject({ scheme: 'https', basicAuth: {}, tlsConfig: {} });
  }
  expect((await kubernetesFaults(monitors)).faults).toEqual([]);

  const read = (file: string) => readFile(path.join(directory, file), 'utf8');
  const rules = objects.filter(({ kind }) => kind === 'PrometheusRule');
  expect(rules.map(({ spec }) => spec)).toEqual([parse(await read(RULES_FILE))]);
  const dashboards = objects.filter(({ metadata }) => metadata.labels?.grafana_dashboard === '1');
  const models = dashboards.flatMap(({ data = {} }) => Object.values(data));
  expect(models.map((text) => JSON.parse(text))).toEqual([JSON.parse(await read(DASHBOARD_FILE))]);
}

async function checkSystemd(directory: string): Promise<void> {
  const files = await filesIn(directory, 'deploy/systemd');
  const units = files.filter((file) => /\.(?:service|timer)$/.test(file));
  expect(await systemdFaults(units)).toBe('');
  const timers = units.filter((file) => file.endsWith('.timer'));
  const { pattern } = parse(await readFile(path.join(directory, 'exporter.yaml'), 'utf8'));
  expect(timers).toHaveLength(pattern === 'batch' ? 1 : 0);
  for (const timer of timers) {
    const calendars = [...(await readFile(timer, 'utf8')).matchAll(/^OnCalendar=(.+)$/gm)];
    expect(calendars.length).toBeGreaterThan(0);
    for (const [, calendar] of calendars) expect(await nextElapses(calendar!, 3)).toHaveLength(3);
  }
}

async function checkWorkflows(directory: string): Promise<void> {
  const workflows = await filesIn(directory, '.github/workflows');
  expect(workflows.map((file) => path.basename(file))).toContain('ci.yml');
  const args = ['-no-color', '-shellcheck=', '-pyflakes=', ...workflows];
  const { all } = await execa(requireTool('actionlint'), args, { all: true, reject: false });
  expect(all).toBe('');
}
