import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cleanUpLater } from '../support/cleanup.ts';
import { startUpstream } from '../support/http-server.ts';
import { startProgram } from '../support/process.ts';
import { startPushgateway } from '../support/prometheus.ts';
import { JOBS } from './batch.ts';
import { type Engine, generate, type Project } from './project.ts';

/** A project that runs, as its monitoring sees it. */
export interface Monitored {
  project: Project;
  /** What Prometheus asks for a scrape. */
  port: number;
  /** Makes everything that is measured happen once. */
  traffic(): Promise<void>;
  /** Something that an alert is for goes wrong, and that alert. */
  fail(): Promise<void>;
  alert: RegExp;
  /** Whether counters go on counting; those of a batch job start anew with each run. */
  counts: boolean;
}

/** Pattern → a project of that pattern with everything it can have, installed and started. */
export const MONITORED: Record<string, (engine: Engine) => Promise<Monitored>> = {
  application: startApplication,
  sidecar: startSidecar,
  batch: startBatch,
};

async function startApplication(engine: Engine): Promise<Monitored> {
  const project = await installed(engine, 'shop', 'shop-exporter');
  const program = await project.start('--database.sample');
  return {
    project,
    port: project.port,
    traffic: async () => {
      await fetch(`${program.url}/example`);
      await fetch(`${program.url}/no-such-page`);
    },
    fail: async () => void (await program.stop()),
    alert: /Down$/,
    counts: true,
  };
}

async function startSidecar(engine: Engine): Promise<Monitored> {
  const project = await installed(engine, 'sidecar', 'shop-sidecar');
  const upstream = await startUpstream();
  let processed = 0;
  upstream.answer((request, response) => {
    if (request.url !== '/stats.json') return void response.end('fine');
    const stats = { queues: [{ name: 'mail', length: 3, delay_ms: 9 }], totals: { processed } };
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(stats));
  });
  const directory = await mkdtemp(path.join(tmpdir(), 'create-exporter-log-'));
  cleanUpLater(() => rm(directory, { recursive: true, force: true }));
  const log = path.join(directory, 'access.log');
  await writeFile(log, '');
  await project.start(
    `--http-probe.targets=shop=${upstream.url}/status`,
    `--json-api.url=${upstream.url}/stats.json`,
    `--logfile.path=${log}`,
    '--database.sample',
  );
  return {
    project,
    port: project.port,
    traffic: async () => {
      processed += 10;
      await appendFile(log, 'level=info "GET /orders" took=200\nlevel=error took=700\n');
    },
    fail: () => upstream.stop(),
    alert: /CollectorFailing$/,
    counts: true,
  };
}

async function startBatch(engine: Engine): Promise<Monitored> {
  const project = await installed(engine, 'batch', 'nightly-import');
  const gateway = await startPushgateway();
  const run = async () => {
    const [command, ...args] = project.command;
    const env = { ...process.env, PUSHGATEWAY_URL: gateway.url };
    await (await startProgram({ command: command!, args, cwd: project.directory, env })).exited;
  };
  return {
    project,
    port: gateway.port,
    traffic: run,
    fail: async () => {
      const { file, failing } = JOBS[engine.runtime];
      const job = path.join(project.directory, file);
      await writeFile(job, failing(await readFile(job, 'utf8')));
      await run();
    },
    alert: /Failed$/,
    counts: false,
  };
}

async function installed(engine: Engine, spec: string, name: string): Promise<Project> {
  const file = path.resolve('test/specs', `${spec}.yaml`);
  const project = await generate(engine, ['--spec', file], name);
  await project.install();
  return project;
}
