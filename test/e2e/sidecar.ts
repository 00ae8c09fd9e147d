import { appendFile, mkdtemp, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { cleanUpLater } from '../support/cleanup.ts';
import { sampleValue as value } from '../support/exposition.ts';
import { startUpstream, type Upstream } from '../support/http-server.ts';
import { promtool, startPrometheus } from '../support/prometheus.ts';
import { type Engine, generate } from './project.ts';

/** Targets asked at the same time, by default. */
const PROBE_CONNECTIONS = 10;
/** The pool of the collector json-api. */
const JSON_CONNECTIONS = 4;

/** What the JSON document of the upstream says. */
interface Stats {
  queues: { name: string; length: number; delay_ms: number }[];
  processed: number | string;
}

/** A sidecar with every collector that reads files or web servers, against real ones, on one engine. */
export function testSidecar(engine: Engine): void {
  describe(`a sidecar on ${engine.tool}`, () => {
    it('reads what is there, when it is there, and nothing else', async () => {
      const project = await generate(
        engine,
        ['--spec', path.resolve('test/specs/sidecar.yaml')],
        'shop-sidecar',
      );
      await project.install();
      await project.lint();
      await project.test();

      const upstream = await startUpstream();
      const log = path.join(await temporaryDirectory(), 'access.log');
      await writeFile(log, 'level=info what was before took=1000\n');
      answerWith(upstream, { queues: [queue('mail', 3), queue('sms', 1)], processed: 100 });
      const program = await project.start(
        `--http-probe.targets=shop=${upstream.url}/status,quick=${upstream.url}/quick`,
        `--json-api.url=${upstream.url}/stats.json`,
        `--logfile.path=${log}`,
        '--database.sample',
      );
      await appendFile(log, 'level=info GET took=200\nlevel=error took=735\n');
      const metrics = async (headers = {}) =>
        (await fetch(`${program.url}/metrics`, { headers })).text();

      const prometheus = await startPrometheus(path.join(project.directory, 'prometheus.yml'));
      await prometheus.waitForUp('shop-sidecar');
      expect(await prometheus.waitForResult('shop_queue_length')).toHaveLength(2);

      let text = await metrics();
      expect(await promtool(['check', 'metrics'], text)).toMatchObject({ exitCode: 0, stderr: '' });
      expect(value(text, 'shop_up')).toBe(1);
      expect(value(text, 'shop_queue_length{queue="mail"}')).toBe(3);
      expect(value(text, 'shop_messages_processed_total')).toBe(100);
      // Milliseconds there, seconds here, without the noise of a product.
      expect(text).toMatch(/^shop_queue_delay_seconds\{queue="mail"\} 0\.009$/m);
      expect(value(text, 'shop_log_lines_total{level="info"}')).toBe(1);
      expect(value(text, 'shop_log_lines_total{level="error"}')).toBe(1);
      expect(value(text, 'shop_log_request_duration_seconds_count')).toBe(2);
      expect(value(text, 'shop_log_request_duration_seconds_sum')).toBe(0.935);
      expect(value(text, 'shop_active_subscriptions{plan_type="free"}')).toBe(2);
      expect(value(text, 'shop_external_api_available{api_name="shop"}')).toBe(1);
      // What the functions to be replaced give: a series for the first value of each label.
      expect(value(text, 'shop_open_tickets{priority="low"}')).toBe(1);
      expect(value(text, 'shop_backups_total')).toBe(1);

      // A label set that is gone upstream is gone here, and a count is shown as it is: 100, 150, 20.
      answerWith(upstream, { queues: [queue('sms', 2)], processed: 150 });
      text = await metrics();
      expect(text).not.toContain('queue="mail"');
      expect(value(text, 'shop_messages_processed_total')).toBe(150);
      answerWith(upstream, { queues: [queue('sms', 2)], processed: 20 });
      expect(value(await metrics(), 'shop_messages_processed_total')).toBe(20);

      // A part of the document that is not what it should be costs the metric that is read from it.
      answerWith(upstream, { queues: [queue('sms', 2)], processed: 'many' });
      text = await metrics();
      expect(value(text, 'shop_queue_length{queue="sms"}')).toBe(2);
      expect(text).not.toMatch(/^shop_messages_processed_total/m);
      expect(value(text, 'shop_scrape_collector_success{collector="json-api"}')).toBe(0);
      expect(program.output()).toMatch(
        /error=.*totals\.processed.* \(shop_messages_processed_total\)/,
      );
      answerWith(upstream, { queues: [queue('sms', 2)], processed: 20 });

      // Twenty scrapes at once are all complete; over six rounds of them no more connections are made than the pools of
      // the two collectors hold.
      for (let round = 0; round < 6; round++) {
        const texts = await Promise.all(Array.from({ length: 20 }, () => metrics()));
        expect(new Set(texts.map((one) => value(one, 'shop_messages_processed_total')))).toEqual(
          new Set([20]),
        );
      }
      expect(upstream.connections()).toBeLessThanOrEqual(PROBE_CONNECTIONS + JSON_CONNECTIONS);

      // Lines are counted once, across a rotation and after the file was emptied.
      await appendFile(log, 'level=info took=100\n');
      await rename(log, `${log}.1`);
      await writeFile(log, 'level=info took=100\n');
      expect(value(await metrics(), 'shop_log_lines_total{level="info"}')).toBe(3);
      expect(value(await metrics(), 'shop_log_lines_total{level="info"}')).toBe(3);
      await truncate(log);
      expect(value(await metrics(), 'shop_log_lines_total{level="info"}')).toBe(3);
      await appendFile(log, 'level=info\n');
      text = await metrics();
      expect(value(text, 'shop_log_lines_total{level="info"}')).toBe(4);
      expect(value(text, 'shop_log_request_duration_seconds_count')).toBe(4);

      // Upstream slow: an answer in time, without what was not read. A target that is late is not available, the other is.
      upstream.answer((request, response) => {
        if (request.url === '/quick') return void response.end('fine');
        setTimeout(() => response.end('{}'), 5_000).unref();
      });
      const started = performance.now();
      text = await metrics({ 'X-Prometheus-Scrape-Timeout-Seconds': '1' });
      expect(performance.now() - started).toBeLessThan(1_000);
      expect(value(text, 'shop_up')).toBe(0);
      expect(text).not.toMatch(/^shop_queue_length/m);
      expect(value(text, 'shop_scrape_collector_success{collector="http-probe"}')).toBe(1);
      expect(value(text, 'shop_external_api_available{api_name="shop"}')).toBe(0);
      expect(text).not.toContain('shop_external_api_response_time_seconds{api_name="shop"}');
      expect(value(text, 'shop_external_api_available{api_name="quick"}')).toBe(1);
      expect(value(text, 'shop_external_api_response_time_seconds{api_name="quick"}')).toBeLessThan(
        1,
      );

      // Upstream down: the others stay, and it comes back by itself.
      await upstream.stop();
      text = await metrics();
      expect(value(text, 'shop_up')).toBe(0);
      expect(value(text, 'shop_scrape_collector_success{collector="json-api"}')).toBe(0);
      expect(value(text, 'shop_external_api_available{api_name="shop"}')).toBe(0);
      expect(text).not.toMatch(/^shop_(?:queue_length|messages_processed_total)/m);
      expect(value(text, 'shop_log_lines_total{level="info"}')).toBe(4);
      expect(value(text, 'shop_active_subscriptions{plan_type="pro"}')).toBe(1);
      answerWith(upstream, { queues: [], processed: 21 });
      await upstream.start();
      text = await metrics();
      expect(value(text, 'shop_up')).toBe(1);
      expect(value(text, 'shop_messages_processed_total')).toBe(21);

      expect(await program.stop('SIGTERM')).toEqual({ exitCode: 0, signal: undefined });

      // What stands in the log counts only if that is wanted.
      const again = await project.start(
        `--logfile.path=${log}`,
        '--logfile.from-start',
        '--database.sample',
      );
      text = await (await fetch(`${again.url}/metrics?collect[]=log`)).text();
      expect(value(text, 'shop_log_lines_total{level="info"}')).toBe(1);
      expect(await again.stop('SIGTERM')).toEqual({ exitCode: 0, signal: undefined });
    });
  });
}

function queue(name: string, length: number): Stats['queues'][number] {
  return { name, length, delay_ms: 9 };
}

function answerWith(upstream: Upstream, { queues, processed }: Stats): void {
  upstream.answer((request, response) => {
    if (request.url !== '/stats.json') return void response.end('fine');
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ queues, totals: { processed } }));
  });
}

async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'create-exporter-sidecar-'));
  cleanUpLater(() => rm(directory, { recursive: true, force: true }));
  return directory;
}
