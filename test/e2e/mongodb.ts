import { execa } from 'execa';
import { expect } from 'vitest';
import { createCertificate } from '../support/certificate.ts';
import { sampleValue as value } from '../support/exposition.ts';
import { startMongodb } from '../support/mongodb.ts';
import { startStatusServer } from '../support/mongodb-status.ts';
import { startPrometheus } from '../support/prometheus.ts';
import { startTlsProxy } from '../support/tls-proxy.ts';
import type { Engine, Project } from './project.ts';
import { hurriedConfig } from './scrape.ts';
import {
  expectDiscreetEnd,
  expectGoodExposition,
  expectInTime,
  expectSteady,
  generated,
  scraper,
} from './sidecar-checks.ts';

/** A sidecar of MongoDB: sizes from a FerretDB, counts of operations from a server that tells what the test wants. */
export async function testMongodb(engine: Engine): Promise<void> {
  const project = await generated(engine, 'mongodb', 'mongodb-exporter');
  await project.test();
  await readFerretdb(project);
  await readCounts(project);
}

async function readFerretdb(project: Project): Promise<void> {
  const server = await startMongodb();
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
  await expectTls(project, new URL(server.url));
}

/** The certificate is verified, with a file of the URI where it is not one of the usual ones. */
async function expectTls(project: Project, server: URL): Promise<void> {
  const [certificate, other] = [
    await createCertificate('localhost'),
    await createCertificate('localhost'),
  ];
  const proxy = await startTlsProxy(certificate, Number(server.port));
  for (const [host, trusted, up] of [
    ['localhost', certificate, 1],
    ['localhost', other, 0],
    ['localhost', undefined, 0],
    ['127.0.0.1', certificate, 0],
  ] as const) {
    const file = trusted ? `&tlsCAFile=${encodeURIComponent(trusted.file)}` : '';
    const [command, ...args] = project.command;
    const { stdout, stderr } = await execa(command!, [...args, '--once'], {
      cwd: project.directory,
      env: {
        MONGODB_URI: `${server.href.replace(server.host, `${host}:${proxy}`)}&tls=true${file}`,
      },
      reject: false,
    });
    expect(value(stdout, 'mongodb_up'), `${host} ${file} ${stderr}`).toBe(up);
  }
}

/** A count is what the server says, when it rises, over a restart of the server, and when it starts again. */
async function readCounts(project: Project): Promise<void> {
  const server = await startStatusServer();
  const count = (insert: bigint) =>
    server.tell({ opcounters: { insert, query: 2n * insert, command: 5_000_000_000n } });
  count(100n);
  const program = await project.start(`--mongodb.uri=${server.url}`);
  const prometheus = await startPrometheus(await hurriedConfig(project));
  const inserts = 'mongodb_operations_total{operation="insert"}';
  const waitForInserts = async (expected: number) => {
    // All operations of the scrape in which this one has the expected count.
    const samples = await prometheus.waitForResult(
      `mongodb_operations_total and on() ${inserts} == ${expected}`,
    );
    const found = samples.map(({ labels, value }) => [labels.operation, value]);
    expect(Object.fromEntries(found)).toEqual({
      insert: expected,
      query: 2 * expected,
      command: 5_000_000_000,
    });
  };

  await waitForInserts(100);
  count(150n);
  await waitForInserts(150);
  await server.stop();
  await prometheus.waitForResult('mongodb_up == 0');
  expect(await prometheus.query('mongodb_operations_total')).toEqual([]);
  await server.start();
  await waitForInserts(150);
  count(20n);
  await waitForInserts(20);

  const seen = await prometheus.values(`${inserts}[10m]`);
  expect(seen.filter((one, index) => one !== seen[index - 1])).toEqual([100, 150, 20]);
  expect(await program.stop('SIGTERM')).toEqual({ exitCode: 0, signal: undefined });
}
