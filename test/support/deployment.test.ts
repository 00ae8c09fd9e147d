import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { cleanUpLater } from './cleanup.ts';
import { composeProject } from './compose.ts';
import { kubernetesFaults } from './kubernetes.ts';
import { nextElapses, systemdFaults } from './systemd.ts';

const CONTAINER = {
  name: 'a',
  image: 'b:1',
  resources: { requests: { cpu: 1, memory: '96Mi' } },
  livenessProbe: { httpGet: { path: '/healthz', port: 'metrics' } },
};

function deployment(container: object): { kind: string } {
  const labels = { app: 'a' };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'a' },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [container] } },
    },
  } as { kind: string };
}

function serviceMonitor(endpoint: object): { kind: string } {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { name: 'a' },
    spec: { selector: {}, endpoints: [endpoint] },
  } as { kind: string };
}

it('knows the API of Kubernetes and of the operator', async () => {
  const good = [deployment(CONTAINER), serviceMonitor({ port: 'metrics' })];
  expect(await kubernetesFaults(good)).toMatchObject({ summary: { valid: 2 }, faults: [] });
});

it.each([
  ['a field that there is not', deployment({ ...CONTAINER, port: [1] }), "'port' not allowed"],
  ['a value of another type', deployment({ ...CONTAINER, image: 1 }), 'got number, want string'],
  [
    'a field of the operator that there is not',
    serviceMonitor({ prot: 'x' }),
    "'prot' not allowed",
  ],
  ['a kind that there is not', { apiVersion: 'v1', kind: 'Pot' }, 'could not find schema'],
])('finds in Kubernetes objects %s', async (_, object, fault) => {
  const { faults } = await kubernetesFaults([object]);
  expect(faults.join()).toContain(fault);
});

it('finds in units what systemd does not accept and what is not hardened', async () => {
  const [good, bad] = await Promise.all([
    unitFile('Type=exec\nExecStart=/usr/bin/thing\nDynamicUser=yes'),
    unitFile('ExecStart=/usr/bin/thing\nRestart=perhaps'),
  ]);
  expect(await systemdFaults([good])).toMatch(/^.*Overall exposure level for a\.service: [3-9]/m);
  expect(await systemdFaults([bad])).toContain('perhaps');
  expect(await nextElapses('Mon..Fri *-*-* 02:30:00', 3)).toHaveLength(3);
  await expect(nextElapses('now and then', 1)).rejects.toThrow('now and then');
});

it('finds in Compose files what Compose does not accept', async () => {
  const good = await composeDirectory('services: {a: {image: "b:1"}}');
  expect((await composeProject(good)).services.a?.image).toBe('b:1');
  const bad = await composeDirectory('services: {a: {image: "b:1", depends_on: [c]}}');
  await expect(composeProject(bad)).rejects.toThrow('undefined service');
  const unset = await composeDirectory('services: {a: {image: "b:${UNSET}"}}');
  await expect(composeProject(unset)).rejects.toThrow('UNSET');
});

async function unitFile(service: string): Promise<string> {
  const file = path.join(await temporaryDirectory(), 'a.service');
  await writeFile(file, `[Unit]\nDescription=a\n\n[Service]\n${service}\n`);
  return file;
}

async function composeDirectory(text: string): Promise<string> {
  const directory = await temporaryDirectory();
  await writeFile(path.join(directory, 'compose.yaml'), text);
  return directory;
}

async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'create-exporter-deployment-'));
  cleanUpLater(() => rm(directory, { recursive: true, force: true }));
  return directory;
}
