import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Certificate } from '../support/certificate.ts';
import { cleanUpLater } from '../support/cleanup.ts';
import { type Database, startMariadb, startPostgresql } from '../support/databases.ts';
import { sampleValue as value } from '../support/exposition.ts';
import { expectTls } from './databases-tls.ts';
import { testMongodb } from './mongodb.ts';
import type { Engine } from './project.ts';
import {
  expectDiscreetEnd,
  expectGoodExposition,
  expectInTime,
  expectSteady,
  generated,
  scraper,
} from './sidecar-checks.ts';

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
  database: 'postgresql' | 'mysql',
  startDatabase: (certificate?: Certificate) => Promise<Database>,
): Promise<void> {
  const server = await startDatabase();
  const project = await generated(engine, database, `shop-${database}`);
  await server.execute(SCHEMA);
  const script = path.join(project.directory, 'deploy/upstream/create-monitor-user.sql');
  // Without a password there is no account.
  await expect(server.createAccount(script, '')).rejects.toThrow(/MONITOR_PASSWORD|NULL/);
  await server.createAccount(script);
  // It may be run again, and takes no password away.
  await server.createAccount(script);
  await expect(server.createAccount(script, '')).rejects.toThrow(/MONITOR_PASSWORD|NULL/);
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

  // A query that fails costs its own metric, whichever it is, and is named. The connections go on.
  const connections = await server.sessions();
  for (const [table, lost, kept] of [
    ['orders', 'shop_orders', 'shop_revenue_cents_total'],
    ['payments', 'shop_revenue_cents_total', 'shop_orders'],
  ] as const) {
    await server.execute('INSERT INTO payments VALUES (5)');
    await server.execute(`ALTER TABLE ${table} RENAME TO elsewhere`);
    text = await metrics();
    expect(text).toMatch(new RegExp(`^${kept}\\b`, 'm'));
    expect(text).not.toMatch(new RegExp(`^${lost}\\b`, 'm'));
    expect(value(text, 'shop_up')).toBe(0);
    expect(value(text, 'shop_scrape_collector_success{collector="sql"}')).toBe(0);
    expect(program.output()).toMatch(
      new RegExp(`collector failed"? collector=sql error=.*${table}.* \\(${lost}\\)`),
    );
    await server.execute(`ALTER TABLE elsewhere RENAME TO ${table}`);
    expect(value(await metrics(), 'shop_up')).toBe(1);
  }
  expect(await server.sessions()).toBe(connections);

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
  await expectTls(engine, project, database, startDatabase, { schema: SCHEMA, script });
}
