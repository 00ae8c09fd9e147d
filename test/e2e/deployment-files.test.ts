import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { DASHBOARD_FILE, RULES_FILE } from '../../src/monitoring/paths.ts';
import { type ComposeProject, composeProject } from '../support/compose.ts';
import { type KubernetesObject, kubernetesFaults, kustomized } from '../support/kubernetes.ts';
import { referenceFaults } from '../support/kubernetes-references.ts';
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

async function checkCompose(directory: string): Promise<void> {
  const script = path.join(directory, 'deploy/compose/make-secrets.sh');
  if (existsSync(script)) await execa('sh', [script], { cwd: directory });
  const project = await composeProject(directory);
  const services = Object.entries(project.services);
  for (const [name, { image, ports = [], healthcheck, depends_on = {} }] of services) {
    expect(image, name).toMatch(/^[a-z0-9./-]+:v?\d+(?:\.\d+)*[a-z0-9.-]*$/);
    // Nothing is open to other machines, which Docker's rules would let past a firewall.
    for (const { host_ip } of ports) expect(host_ip, name).toBe('127.0.0.1');
    for (const [other, { condition }] of Object.entries(depends_on)) {
      if (condition === 'service_healthy') {
        expect(project.services[other]?.healthcheck, `${name} waits for ${other}`).toBeDefined();
      }
    }
    if (healthcheck) expect(healthcheck.test[0]).toMatch(/^CMD(?:-SHELL)?$/);
  }
  const published = services.flatMap(([, { ports = [] }]) => ports.map((port) => port.published));
  expect(new Set(published).size).toBe(published.length);
  const readme = await readFile(path.join(directory, 'README.md'), 'utf8');
  for (const file of mountedFiles(project)) {
    // What only the user has, such as a database file, the README asks for.
    const asked = readme.includes(path.relative(directory, file));
    expect(existsSync(file) || asked, file).toBe(true);
  }

  const compose = path.join(directory, 'deploy/compose');
  for (const { promtool: tool } of PROMETHEUS_VERSIONS) {
    const args = ['check', 'config', path.join(compose, 'prometheus.yml')];
    expect(await promtool(args, '', { tool })).toMatchObject({ exitCode: 0 });
  }
  // What one container is told of another one is a service, and Grafana finds the dashboard.
  const prometheus = parse(await readFile(path.join(compose, 'prometheus.yml'), 'utf8'));
  const grafana = path.join(compose, 'grafana');
  const sources = await readFile(path.join(grafana, 'datasources', 'prometheus.yml'), 'utf8');
  const hosts = [
    ...prometheus.scrape_configs[0].static_configs[0].targets,
    ...prometheus.alerting.alertmanagers[0].static_configs[0].targets,
    new URL(parse(sources).datasources[0].url).host,
  ].map((host: string) => host.split(':')[0]);
  expect(Object.keys(project.services)).toEqual(expect.arrayContaining(hosts));
  const provider = await readFile(path.join(grafana, 'dashboards', 'dashboards.yml'), 'utf8');
  const shown = project.services.grafana!.volumes!.find(
    ({ source }) => source === path.join(directory, DASHBOARD_FILE),
  );
  expect(path.posix.dirname(shown!.target)).toBe(parse(provider).providers[0].options.path);
  await execa(requireTool('amtool'), ['check-config', path.join(compose, 'alertmanager.yml')]);
}

function mountedFiles({ services, secrets = {} }: ComposeProject): string[] {
  const volumes = Object.values(services).flatMap((service) => service.volumes ?? []);
  return [
    ...volumes.flatMap(({ type, source }) => (type === 'bind' && source ? [source] : [])),
    ...Object.values(secrets).flatMap(({ file }) => file ?? []),
  ];
}

async function checkKubernetes(directory: string): Promise<void> {
  const kubernetes = path.join(directory, 'deploy/kubernetes');
  const objects = await kustomized(kubernetes);
  const { summary, faults } = await kubernetesFaults(objects);
  expect(faults).toEqual([]);
  expect(summary).toMatchObject({ valid: objects.length, skipped: 0 });
  expect(referenceFaults(objects)).toEqual([]);
  // Also what is only an example, which the kustomization leaves out.
  const files = (await readdir(kubernetes)).filter((file) => file !== 'kustomization.yaml');
  const texts = await Promise.all(
    files.map((file) => readFile(path.join(kubernetes, file), 'utf8')),
  );
  const written = texts.flatMap((text) =>
    parseAllDocuments(text).map((document) => document.toJS() as KubernetesObject),
  );
  expect((await kubernetesFaults(written)).faults).toEqual([]);

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
