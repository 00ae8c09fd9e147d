import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { cleanUpLater } from '../support/cleanup.ts';
import { startUpstream } from '../support/http-server.ts';
import { startMongodb } from '../support/mongodb.ts';
import { requireTool } from '../support/tools.ts';

/** What is there to be read, and how one gets there. */
export interface Reading {
  flags: string[];
  /** What happens upstream, one after the other, and what is exposed then; undefined is absent. */
  steps: { change?: () => Promise<unknown>; values: Record<string, number | undefined> }[];
}

/** FerretDB, which is filled, stopped and started again. */
export async function readMongodb(): Promise<Reading> {
  const server = await startMongodb();
  await server.insert('orders', 3);
  const objects = 'mongodb_database_objects{database="shop"}';
  return {
    flags: [`--mongodb.uri=${server.url}`],
    steps: [
      { values: { mongodb_up: 1, [objects]: 3 } },
      { change: () => server.insert('orders', 2), values: { [objects]: 5 } },
      { change: () => server.stop(), values: { mongodb_up: 0, [objects]: undefined } },
      { change: () => server.start(), values: { mongodb_up: 1, [objects]: 5 } },
    ],
  };
}

/** An SQLite database with what the sample database of the project has. */
export async function readSqlite(project: string): Promise<Reading> {
  const database = path.join(await temporaryDirectory(), 'shop.db');
  const sample = await readFile(path.join(project, 'database/sample.sql'), 'utf8');
  await executeSqlite(database, sample);
  const openOnWeb = 'shop_orders{channel="web",state="open"}';
  const revenueOnWeb = 'shop_revenue_cents_total{channel="web"}';
  return {
    flags: [`--database.file=${database}`],
    steps: [
      {
        values: {
          'shop_orders{channel="web",state="paid"}': 2,
          [openOnWeb]: 1,
          [revenueOnWeb]: 6240,
          'shop_revenue_cents_total{channel="mobile"}': 2300,
          'shop_products_in_stock{category="books"}': 1,
          'shop_products_in_stock{category="music"}': 1,
        },
      },
      {
        change: () =>
          executeSqlite(database, "UPDATE orders SET state = 'paid' WHERE channel = 'web'"),
        values: {
          'shop_orders{channel="web",state="paid"}': 3,
          [openOnWeb]: undefined,
          [revenueOnWeb]: 7040,
        },
      },
      {
        change: () => executeSqlite(database, 'DROP TABLE products'),
        values: {
          shop_up: 0,
          [revenueOnWeb]: 7040,
          'shop_products_in_stock{category="books"}': undefined,
        },
      },
    ],
  };
}

/** A log that grows, also by lines that are not complete yet. */
export async function readLog(): Promise<Reading> {
  const log = path.join(await temporaryDirectory(), 'app.log');
  await writeFile(log, 'level=info what was before\nlevel=error what was before\n');
  const posted = 'app_http_requests_total{method="POST",status="503"}';
  return {
    flags: [`--logfile.path=${log}`],
    steps: [
      {
        values: {
          app_up: 1,
          'app_lines_total{level="info"}': 0,
          'app_lines_total{level="error"}': 0,
          app_http_request_duration_seconds_count: 0,
        },
      },
      {
        change: () =>
          appendFile(
            log,
            'level=info started\nlevel=info method=GET path=/ status=200 duration=0.012s\n',
          ),
        values: {
          app_up: 1,
          'app_lines_total{level="info"}': 2,
          'app_lines_total{level="error"}': 0,
          'app_http_requests_total{method="GET",status="200"}': 1,
          app_http_request_duration_seconds_sum: 0.012,
          [posted]: undefined,
        },
      },
      {
        change: () =>
          appendFile(log, 'level=error method=POST path=/ status=503 duration=1.5s\nlevel=err'),
        values: {
          'app_lines_total{level="error"}': 1,
          [posted]: 1,
          'app_http_request_duration_seconds_bucket{le="0.025"}': 1,
          'app_http_request_duration_seconds_bucket{le="2.5"}': 2,
          app_http_request_duration_seconds_count: 2,
        },
      },
      {
        change: () => appendFile(log, 'or\n'),
        values: { 'app_lines_total{level="error"}': 2, [posted]: 1 },
      },
    ],
  };
}

/** Two web addresses, one of which is broken. */
export async function readWeb(): Promise<Reading> {
  const upstream = await startUpstream();
  upstream.answer((request, response) => {
    response.statusCode = request.url === '/broken' ? 503 : 200;
    response.end('an answer');
  });
  const asItWas = {
    external_api_up: 1,
    'external_api_available{api_name="shop"}': 1,
    'external_api_status_code{api_name="shop"}': 200,
    'external_api_available{api_name="payments"}': 0,
    'external_api_status_code{api_name="payments"}': 503,
  };
  return {
    flags: [
      `--http-probe.targets=shop=${upstream.url}/fine?a=1&b=2,payments=${upstream.url}/broken`,
    ],
    steps: [
      { values: asItWas },
      {
        change: () => upstream.stop(),
        // Nobody there is a value, and no failure of the collector.
        values: {
          external_api_up: 1,
          'external_api_available{api_name="shop"}': 0,
          'external_api_status_code{api_name="shop"}': undefined,
          'external_api_response_time_seconds{api_name="shop"}': undefined,
          'external_api_available{api_name="payments"}': 0,
        },
      },
      { change: () => upstream.start(), values: asItWas },
    ],
  };
}

async function executeSqlite(file: string, sql: string): Promise<void> {
  const program =
    'import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); db.executescript(sys.stdin.read()); db.close()';
  await execa(requireTool('python'), ['-c', program, file], { input: sql });
}

async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'create-exporter-preset-'));
  cleanUpLater(() => rm(directory, { recursive: true, force: true }));
  return directory;
}
