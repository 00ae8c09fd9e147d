import path from 'node:path';
import { expect } from 'vitest';
import { sampleValue as value } from '../support/exposition.ts';
import type { RunningProgram } from '../support/process.ts';
import { promtool, startPrometheus } from '../support/prometheus.ts';
import { type Engine, generate, type Project } from './project.ts';

/** A project of a spec of the tests, installed and linted. */
export async function generated(engine: Engine, spec: string, name: string): Promise<Project> {
  const file = path.resolve('test/specs', `${spec}.yaml`);
  const project = await generate(engine, ['--spec', file], name);
  await project.install();
  await project.lint();
  return project;
}

/** Gets what a program exposes. */
export type Scrape = (headers?: Record<string, string>) => Promise<string>;

export function scraper(program: RunningProgram): Scrape {
  return async (headers = {}) => (await fetch(`${program.url}/metrics`, { headers })).text();
}

/** It is scraped by a real Prometheus with the generated configuration, and promtool has nothing to say. */
export async function expectGoodExposition(
  project: Project,
  program: RunningProgram,
  job: string,
  metric: string,
): Promise<void> {
  const prometheus = await startPrometheus(path.join(project.directory, 'prometheus.yml'));
  await prometheus.waitForUp(job);
  expect((await prometheus.waitForResult(metric)).length).toBeGreaterThan(0);
  // From here on only the test scrapes.
  await prometheus.stop();
  const text = await scraper(program)();
  expect(await promtool(['check', 'metrics'], text)).toEqual({
    exitCode: 0,
    stdout: '',
    stderr: '',
  });
}

/** Twenty scrapes at once are all complete, and leave the number of connections at the server alone. */
export async function expectSteady(
  metrics: Scrape,
  connections: () => Promise<number>,
  series: string,
  expected: number,
): Promise<void> {
  const twenty = () => Promise.all(Array.from({ length: 20 }, () => metrics()));
  await twenty();
  const before = await connections();
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThanOrEqual(6);
  for (let round = 0; round < 3; round++) {
    for (const text of await twenty()) expect(value(text, series)).toBe(expected);
    expect(await connections()).toBe(before);
  }
}

/** A scrape that has a second gives an answer within it. */
export async function expectInTime(metrics: Scrape): Promise<string> {
  const started = performance.now();
  const text = await metrics({ 'X-Prometheus-Scrape-Timeout-Seconds': '1' });
  expect(performance.now() - started).toBeLessThan(1_000);
  return text;
}

/** It ended well, had failures to tell, and told nobody the password. */
export async function expectDiscreetEnd(program: RunningProgram, collector: string): Promise<void> {
  const page = await (await fetch(program.url)).text();
  expect(await program.stop('SIGTERM')).toEqual({ exitCode: 0, signal: undefined });
  expect(program.output()).toContain(`collector=${collector}`);
  expect(page + program.output()).not.toMatch(/p(?:@|%40)ss/i);
}
