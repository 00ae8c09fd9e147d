import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { cleanUpLater } from '../support/cleanup.ts';
import { type Database, startMariadb, startPostgresql } from '../support/databases.ts';
import { sampleValue as value } from '../support/exposition.ts';
import { startMongodb } from '../support/mongodb.ts';
import type { RunningProgram } from '../support/process.ts';
import { promtool, startPrometheus } from '../support/prometheus.ts';
import { type Engine, generate, type Project } from './project.ts';

const SCHEMA = `
  CREATE TABLE orders (state VARCHAR(20) NOT NULL);
  INSERT INTO orders VALUES ('open'), ('open'), ('paid');
  CREATE TABLE payments (cents BIGINT NOT NULL);
  INSERT INTO payments VALUES (100);
`;

/** Sidecars that read real databases, on one engine. */
export function testDatabases(engine: Engine): void {
  describe(`a sidecar of a database on ${engine.tool}`, () => {
    it('reads PostgreSQL', () => testSql(engine, 'postgresql', startPostgresql));
    it('reads MariaDB', () => testSql(engine, 'mysql', startMariadb));
    it('reads MongoDB', () => testMongodb(engine));
  });
}

async function testSql(
  engine: Engine,
  database: string,
  startDatabase: () => Promise<Database>,
): Promise<void> {
  const server = await startDatabase();
  const project = await generated(engine, database, `shop-${database}`);
  await server.execute(SCHEMA);
  const script = path.join(project.directory, 'deploy/upstream/create-monitor-user.sql');
  await server.createAccount(script);
  // It may be run again.
  await server.createAccount(script);
  // Some of its own tests need a server.
  vi.stubEnv('TEST_DATABASE_URL', server.url);
  cleanUpLater(() => vi.unstubAllEnvs());
  await project.test();

  const secret = path.join(project.directory, 'secret');
  await writeFile(secret, `${server.url}\n`);
  const program = await project.start(`--database.url-file=${secret}`);
  const metrics = scraper(program);
  await expectGoodExposition(project, program, `shop-${database}`, 'shop_orders');

  // Values, a count that is shown as it is, a label set that is gone.
  let text = await metrics();
  expect(value(text, 'shop_up')).toBe(1);
  expect(value(text, 'shop_orders{state="open"}')).toBe(2);
  expect(value(text, 'shop_orders{state="paid"}')).toBe(1);
  expect(value(text, 'shop_revenue_cents_total')).toBe(100);
  await server.execute("INSERT INTO payments VALUES (50); DELETE FROM orders WHERE state = 'open'");
  text = await metrics();
  expect(text).not.toContain('state="open"');
  expect(value(text, 'shop_revenue_cents_total')).toBe(150);
  await server.execute('UPDATE payments SET cents = 10');
  expect(value(await metrics(), 'shop_revenue_cents_total')).toBe(20);
  await server.execute('DELETE FROM payments');
  text = await metrics();
  expect(text).not.toMatch(/^shop_revenue_cents_total/m);
  expect(value(text, 'shop_up')).toBe(1);

  await expectSteady(metrics, server.sessions, 'shop_orders{state="paid"}', 1);

  // Slow: an answer in time, without what was not read; then the connections go on.
  const sessions = await server.sessions();
  const unlock = await server.lock('orders');
  text = await expectInTime(metrics);
  expect(value(text, 'shop_up')).toBe(0);
  expect(value(text, 'shop_scrape_collector_success{collector="sql"}')).toBe(0);
  expect(text).not.toMatch(/^shop_orders/m);
  await unlock();
  expect(value(await metrics(), 'shop_orders{state="paid"}')).toBe(1);
  expect(await server.sessions()).toBe(sessions);

  // Down, and back by itself.
  await server.stop();
  text = await metrics();
  expect(value(text, 'shop_up')).toBe(0);
  expect(text).not.toMatch(/^shop_orders/m);
  await server.start();
  text = await metrics();
  expect(value(text, 'shop_up')).toBe(1);
  expect(value(text, 'shop_orders{state="paid"}')).toBe(1);

  // A wrong password is no reason to tell it, and a corrected file is read.
  await writeFile(secret, server.url.replace('exporter:', 'exporter:x'));
  await server.stop();
  await server.start();
  expect(value(await metrics(), 'shop_up')).toBe(0);
  await writeFile(secret, server.url);
  expect(value(await metrics(), 'shop_up')).toBe(1);
  await expectDiscreetEnd(program, 'sql');
}

async function testMongodb(engine: Engine): Promise<void> {
  const server = await startMongodb();
  const project = await generated(engine, 'mongodb', 'mongodb-exporter');
  await project.test();
  await server.insert('orders', 100);
  const program = await project.start(`--mongodb.uri=${server.url}`);
  const metrics = scraper(program);
  const objects = 'mongodb_database_objects{database="shop"}';
  await expectGoodExposition(project, program, 'mongodb-exporter', 'mongodb_uptime_seconds');

  let text = await metrics();
  expect(value(text, 'mongodb_up')).toBe(1);
  expect(value(text, objects)).toBe(100);
  // FerretDB does not count operations: absent, not 0.
  expect(text).not.toContain('mongodb_operations_total');
  await server.insert('orders', 50);
  expect(value(await metrics(), objects)).toBe(150);
  await server.remove('orders', 130);
  expect(value(await metrics(), objects)).toBe(20);

  await expectSteady(metrics, server.connections, objects, 20);

  server.signal('SIGSTOP');
  text = await expectInTime(metrics);
  expect(value(text, 'mongodb_up')).toBe(0);
  server.signal('SIGCONT');
  expect(value(await metrics(), objects)).toBe(20);

  await server.stop();
  text = await metrics();
  expect(value(text, 'mongodb_up')).toBe(0);
  expect(value(text, 'mongodb_scrape_collector_success{collector="mongodb"}')).toBe(0);
  expect(text).not.toMatch(/^mongodb_(?:uptime|database)/m);
  await server.start();
  expect(value(await metrics(), objects)).toBe(20);
  await server.dropDatabase();
  text = await metrics();
  expect(text).not.toContain(objects);
  expect(value(text, 'mongodb_up')).toBe(1);

  await expectDiscreetEnd(program, 'mongodb');
}

async function generated(engine: Engine, spec: string, name: string): Promise<Project> {
  const file = path.resolve('test/specs', `${spec}.yaml`);
  const project = await generate(engine, ['--spec', file], name);
  await project.install();
  await project.lint();
  return project;
}

type Scrape = (headers?: Record<string, string>) => Promise<string>;

function scraper(program: RunningProgram): Scrape {
  return async (headers = {}) => (await fetch(`${program.url}/metrics`, { headers })).text();
}

/** It is scraped by a real Prometheus with the generated configuration, and promtool has nothing to say. */
async function expectGoodExposition(
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
async function expectSteady(
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
async function expectInTime(metrics: Scrape): Promise<string> {
  const started = performance.now();
  const text = await metrics({ 'X-Prometheus-Scrape-Timeout-Seconds': '1' });
  expect(performance.now() - started).toBeLessThan(1_000);
  return text;
}

/** It ended well, had failures to tell, and told nobody the password. */
async function expectDiscreetEnd(program: RunningProgram, collector: string): Promise<void> {
  const page = await (await fetch(program.url)).text();
  expect(await program.stop('SIGTERM')).toEqual({ exitCode: 0, signal: undefined });
  expect(program.output()).toContain(`collector=${collector}`);
  expect(page + program.output()).not.toMatch(/p(?:@|%40)ss/i);
}
