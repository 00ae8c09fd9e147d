import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { promtoolMetrics, toolChecks } from '../../../src/verify/tools.ts';
import { needsPosix } from '../../support/posix.ts';
import { requireTool } from '../../support/tools.ts';
import { scratch } from '../project/scratch.ts';

const here = scratch();

async function put(file: string, text: string): Promise<void> {
  const place = path.join(here(), file);
  await mkdir(path.dirname(place), { recursive: true });
  await writeFile(place, text);
}

async function outcomes(...directories: string[]) {
  const { signal } = new AbortController();
  const env = { PATH: directories.join(path.delimiter) };
  const found: Record<string, unknown> = {};
  for (const [name, task] of await toolChecks(here())) {
    found[name] = await task({ cwd: here(), env, signal });
  }
  return found;
}

/** A command that is there and says something. */
async function command(name: string, script: string): Promise<string> {
  needsPosix('scripts that are programs');
  const directory = path.join(here(), 'node_modules', 'bin');
  await mkdir(directory, { recursive: true });
  await writeFile(path.join(directory, name), `#!/bin/sh\n${script}\n`);
  await chmod(path.join(directory, name), 0o755);
  return directory;
}

test('a tool is asked only where there is something for it', async () => {
  await put('README.md', '');
  expect(await outcomes()).toEqual({});
});

test('a tool that is not there is skipped by name', async () => {
  await put('prometheus.yml', '');
  await put('monitoring/rules.test.yml', '');
  await put('compose.yaml', '');
  await put('deploy/kubernetes/service.yaml', '');
  await put('deploy/kubernetes/kustomization.yaml', '');
  await put('.github/workflows/ci.yml', '');
  const skipped = (name: string) => ({
    state: 'skipped',
    details: [`${name} is not installed`],
  });
  expect(await outcomes('/nonexistent')).toEqual({
    'promtool check config': skipped('promtool'),
    'promtool test rules': skipped('promtool'),
    'docker compose config': skipped('docker compose'),
    kubeconform: skipped('kubeconform'),
    actionlint: skipped('actionlint'),
  });
});

test('kubeconform without its schemas is skipped; what it finds fails', async () => {
  await put('deploy/kubernetes/service.yaml', '');
  const offline = await command('kubeconform', 'echo "failed downloading schema at x"; exit 1');
  expect(await outcomes(offline)).toMatchObject({ kubeconform: { state: 'skipped' } });
  const strict = await command('kubeconform', 'echo "$@ is invalid"; exit 1');
  expect(await outcomes(strict)).toMatchObject({
    kubeconform: {
      state: 'failed',
      details: expect.arrayContaining([
        expect.stringContaining('deploy/kubernetes/service.yaml is invalid'),
      ]),
    },
  });
});

test('promtool passes a configuration that is right and fails another', async () => {
  const directory = path.dirname(requireTool('promtool'));
  await put('prometheus.yml', 'global: { scrape_interval: 15s }\n');
  expect(await outcomes(directory)).toEqual({ 'promtool check config': { state: 'passed' } });
  await put('prometheus.yml', 'globe: {}\n');
  expect(await outcomes(directory)).toMatchObject({
    'promtool check config': { state: 'failed' },
  });
});

test('promtool may say of metrics what exporter.yaml allows', async () => {
  const check = async (script: string, allowed: string[]) => {
    const PATH = await command('promtool', script);
    const { signal } = new AbortController();
    return promtoolMetrics('', new Set(allowed), { cwd: here(), env: { PATH }, signal });
  };
  const script = 'echo "a_minutes use base unit" >&2; echo "b no help text" >&2; exit 3';
  const [units, help] = ['a_minutes use base unit', 'b no help text'];
  expect(await check(script, [])).toEqual({ state: 'failed', details: [units, help] });
  expect(await check(script, [units])).toEqual({ state: 'failed', details: [help] });
  expect(await check(script, [units, help])).toMatchObject({ state: 'passed' });
  expect(await check('exit 0', [units])).toEqual({ state: 'passed' });
  expect(await check('echo "b no help text"; exit 1', [help])).toMatchObject({ state: 'failed' });
});
