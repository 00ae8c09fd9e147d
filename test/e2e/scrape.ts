import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { expect, inject } from 'vitest';
import { foreignFamilies } from '../../src/spec/foreign-families.ts';
import { parseExposition } from '../support/exposition.ts';
import { promtool, startPrometheus } from '../support/prometheus.ts';
import type { Engine, Project } from './project.ts';

/** What Prometheus 3 sends. */
const PROMETHEUS_3 =
  'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2';

const PLAIN = 'text/plain; version=0.0.4; charset=utf-8';
/** The escaping of names is the client's business: ours need none. */
const OPEN_METRICS =
  /^application\/openmetrics-text; version=1\.0\.0; charset=utf-8(; escaping=[a-z0-9-]+)?$/;

/** Starts it, has it scraped by a real Prometheus with the generated configuration, checks the exposition, stops it. */
export async function runAndScrape(
  project: Project,
  engine: Engine,
  job: string,
  metric: string,
  ...flags: string[]
): Promise<void> {
  const program = await project.start(...flags);
  const example = await fetch(`${program.url}/example`);
  expect(example.status).toBe(200);

  const config = path.join(project.directory, 'prometheus.yml');
  expect(await promtool(['check', 'config', config])).toMatchObject({ exitCode: 0 });
  const prometheus = await startPrometheus(config);
  await prometheus.waitForUp(job);
  expect((await prometheus.waitForResult(metric)).length).toBeGreaterThan(0);

  const metrics = `${program.url}/metrics`;
  const text = await (await fetch(metrics)).text();
  expect(await promtool(['check', 'metrics'], text)).toEqual({
    exitCode: 0,
    stdout: '',
    stderr: '',
  });
  // What rules and dashboards ask of the process is no invention, and no metric of a spec can have a name that the client
  // library has taken.
  const exposed = parseExposition(text);
  const claimed = foreignFamilies({ runtime: engine.runtime, pattern: 'application' });
  const brought = [...exposed].filter(([name]) => /^(?:process|nodejs|python)_/.test(name));
  expect(brought.map(([name, { type }]) => `${type} ${name}`).sort()).toEqual(
    claimed.map(({ name, type }) => `${type} ${name}`).sort(),
  );
  const lint = await execa(process.execPath, [inject('packedBin'), 'lint', metrics], {
    reject: false,
  });
  expect(lint, lint.stdout).toMatchObject({ exitCode: 0, stderr: '' });
  const contentType = async (accept: string) =>
    (await fetch(metrics, { headers: { accept } })).headers.get('content-type');
  // The Python client negotiates; the Node.js client cannot without harm, so it always answers in text.
  const negotiated = engine.runtime === 'python' ? OPEN_METRICS : PLAIN;
  expect(await contentType('*/*')).toBe(PLAIN);
  expect(await contentType(PROMETHEUS_3)).toMatch(negotiated);
  expect(await contentType('application/openmetrics-text; version=1.0.0')).toMatch(negotiated);

  expect(await program.stop('SIGTERM')).toEqual({ exitCode: 0, signal: undefined });
}

/** The generated prometheus.yml with a shorter interval, for tests that wait for scrapes, and with other changes. */
export async function hurriedConfig(
  { directory }: Project,
  change = (text: string) => text,
): Promise<string> {
  const text = await readFile(path.join(directory, 'prometheus.yml'), 'utf8');
  const hurried = path.join(directory, 'prometheus-hurried.yml');
  await writeFile(hurried, change(text).replace('scrape_interval: 15s', 'scrape_interval: 2s'));
  return hurried;
}
