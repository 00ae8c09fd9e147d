/**
 * Draws the dashboard of an example exporter as an SVG, for the documentation:
 *
 *     node scripts/dashboard-picture.js <out.svg>
 *
 * The exporter is generated, installed and started, has traffic for some minutes and is scraped by a real Prometheus, which
 * then answers the queries of the dashboard. Only the drawing is ours, since Grafana is not needed for anything else here.
 */
import { execFileSync } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';
import { findTool, howToGet } from '../test/support/find-tool.js';
import { startServer } from './bench/server-process.js';
import { drawDashboard } from './dashboard-picture/draw.js';

const repository = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const NAME = 'business-exporter';
/** The rows that differ from exporter to exporter. */
const ROWS = ['Health', 'Metrics', 'HTTP'];
const SECONDS = 300;
/** Seconds between two points of a line, and those that a rate looks back. */
const STEP = 6;
const RATE_INTERVAL = '20s';

const [out] = process.argv.slice(2);
if (!out) {
  console.error('usage: node scripts/dashboard-picture.js <out.svg>');
  process.exit(2);
}
const directory = await mkdtemp(path.join(tmpdir(), 'dashboard-picture-'));
const running = [];
try {
  await writeFile(out, await draw(path.join(directory, NAME)));
} finally {
  for (const { stop } of running.reverse()) await stop();
  await rm(directory, { recursive: true, force: true });
}

async function draw(project) {
  const bin = path.join(repository, 'bin', 'create-exporter.js');
  execFileSync(process.execPath, [bin, project, '--preset=business', '--yes', '--no-git'], {
    stdio: 'ignore',
  });
  await copyFile(
    path.join(repository, 'scripts/dashboard-picture/shop.js'),
    path.join(project, 'src/example.js'),
  );
  execFileSync('npm', ['ci', '--omit=dev', '--no-audit', '--no-fund'], {
    cwd: project,
    stdio: 'ignore',
  });
  const exporter = await start({
    command: tool('node24'),
    args: (port) => ['src/main.js', '--database.sample', `--web.listen-address=127.0.0.1:${port}`],
    cwd: project,
  });
  const config = await hurriedConfig(project, exporter.port);
  const prometheus = await start({
    command: tool('prometheus3'),
    args: (port) => [
      `--config.file=${config}`,
      `--web.listen-address=127.0.0.1:${port}`,
      `--storage.tsdb.path=${path.join(project, 'data')}`,
    ],
    cwd: project,
  });
  await visit(exporter);
  const end = Date.now() / 1000;
  const range = { start: end - SECONDS + 30, end };
  const dashboard = JSON.parse(await readFile(path.join(project, 'monitoring/dashboard.json')));
  const panels = [];
  for (const panel of rowsOf(dashboard)) {
    panels.push({ panel, series: await seriesOf(panel, prometheus, range) });
  }
  return drawDashboard(panels, { title: dashboard.title, ...range });
}

async function start(program) {
  const server = await startServer(program);
  running.push(server);
  return server;
}

function tool(name) {
  const found = findTool(name);
  if (!found) throw new Error(`${name} is missing: ${howToGet(name)}`);
  return found;
}

/** The project's own configuration, scraped every second, so that minutes are enough to see something; at its usual port. */
async function hurriedConfig(project, port) {
  const config = parse(await readFile(path.join(project, 'prometheus.yml'), 'utf8'));
  config.global = { scrape_interval: '1s', evaluation_interval: '1s' };
  config.scrape_configs[0].static_configs = [
    { targets: [`127.0.0.1:${port}`], labels: { instance: 'localhost:3000' } },
  ];
  const file = path.join(project, 'hurried.yml');
  await writeFile(file, stringify(config));
  return file;
}

/** A day of a shop in some minutes: customers come and go. */
async function visit({ port }) {
  const ask = async (method, path) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method });
    await response.arrayBuffer();
  };
  const start = Date.now();
  const open = new Set();
  for (let second = 0; second < SECONDS; second = (Date.now() - start) / 1000) {
    const busy = 1 + 0.6 * Math.sin((second / SECONDS) * 2 * Math.PI - 1);
    const visits = [
      ...Array.from({ length: Math.round(Math.random() * 4 * busy) }, () => ['GET', '/products/7']),
      ...(Math.random() < 0.5 * busy ? [['POST', '/orders']] : []),
      ...(Math.random() < 0.2 * busy ? [['POST', '/users']] : []),
    ];
    for (const [method, path] of visits) {
      const visited = ask(method, path).finally(() => open.delete(visited));
      open.add(visited);
    }
    await sleep(100);
  }
  await Promise.all(open);
}

/** The panels of the rows that are drawn, the rows among them. */
function rowsOf({ panels }) {
  const others = panels.findIndex(({ type, title }) => type === 'row' && !ROWS.includes(title));
  return others === -1 ? panels : panels.slice(0, others);
}

/** What the queries of a panel give, as Grafana asks them. */
async function seriesOf({ targets = [] }, { port }, { start, end }) {
  const answers = targets.map(async ({ expr, legendFormat }) => {
    const query = expr
      .replaceAll('$__rate_interval', RATE_INTERVAL)
      .replaceAll('$job', NAME)
      .replaceAll('$instance', '.*');
    const parameters = new URLSearchParams({ query, start, end, step: STEP });
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/query_range?${parameters}`);
    const { data, error } = await response.json();
    if (!response.ok) throw new Error(`${query}: ${error}`);
    return data.result.map(({ metric, values }) => ({
      name: legendFormat.replace(/\{\{(\w+)\}\}/g, (_, label) => metric[label] ?? ''),
      labels: metric,
      values: values.map(([at, value]) => [at, Number(value.replace('Inf', 'Infinity'))]),
    }));
  });
  return (await Promise.all(answers)).flat();
}
