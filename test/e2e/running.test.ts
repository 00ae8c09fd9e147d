import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseExposition } from '../support/exposition.ts';
import { promtool, startPrometheus } from '../support/prometheus.ts';
import { ENGINES, type Engine, generate, type Project } from './project.ts';

const SHOP = ['--spec', path.resolve('test/specs/shop.yaml')];

/** What Prometheus 3 sends. */
const PROMETHEUS_3 =
  'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2';

const PLAIN = 'text/plain; version=0.0.4; charset=utf-8';
const OPEN_METRICS = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

describe.each(ENGINES)('a generated project on $tool', (engine) => {
  it('installs, passes its own tests and lint, and is scraped until SIGTERM ends it', async () => {
    const project = await generate(engine, SHOP);
    await project.install();
    await project.lint();
    await project.test();
    await runAndScrape(project, engine, 'shop-exporter', 'shop_orders_total');
  });
});

describe.each(ENGINES.slice(1))('presets on $tool', (engine) => {
  it.each([
    ['http-service', 'active_users'],
    ['business', 'business_sales_total'],
  ])('%s', async (preset, metric) => {
    const project = await generate(engine, ['--preset', preset], 'my-exporter');
    await project.install();
    await project.lint();
    await project.test();
    await runAndScrape(project, engine, 'my-exporter', metric);
  });

  it('sample metrics of each type', async () => {
    const project = await generate(engine, [], 'my-exporter');
    await project.install();
    await project.lint();
    await project.test();
    await runAndScrape(project, engine, 'my-exporter', 'my_orders_total');
  });

  it('hostile texts reach the exposition unchanged', async () => {
    const spec = path.resolve('test/specs/hostile.yaml');
    const project = await generate(engine, ['--spec', spec], 'class');
    await project.install();
    await project.lint();
    await project.test();
    const families = parseExposition(await project.program('--once'));
    expect(families.get('odd_lines')?.help).toBe('First line.\nSecond line.\tTab.');
    expect(families.get('odd_templates_total')?.help).toBe(
      '{{x}} ${x} {% x %} */ // # <!-- """ \'\'\' %s 😀',
    );
    expect(families.get('odd_delete_total')?.help).toBe('ends with a backslash \\');
  });

  it.each(['database', 'plain'])('a database without a sample: %s', async (name) => {
    const flags = ['--spec', path.resolve('test/specs', `${name}.yaml`)];
    const project = await generate(engine, flags, name);
    await project.install();
    await project.lint();
    await project.test();
  });

  it('works without any metric of its own', async () => {
    const spec = path.resolve('test/specs/bare.yaml');
    const project = await generate(engine, ['--spec', spec], 'bare');
    await project.install();
    await project.lint();
    await project.test();
    await runAndScrape(project, engine, 'bare', 'bare_http_requests_total');
  });
});

describe('the client prom-client', () => {
  it('takes the place of its successor', async () => {
    const project = await generate(ENGINES[1]!, [...SHOP, '--client=prom-client']);
    await project.install();
    await project.lint();
    await project.test();
  });
});

/** Starts it, has it scraped by a real Prometheus with the generated configuration, checks the exposition, stops it. */
async function runAndScrape(
  project: Project,
  engine: Engine,
  job: string,
  metric: string,
): Promise<void> {
  const program = await project.start();
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
  const contentType = async (accept: string) =>
    (await fetch(metrics, { headers: { accept } })).headers.get('content-type');
  const negotiated = engine.runtime === 'python' ? OPEN_METRICS : PLAIN;
  expect(await contentType('*/*')).toBe(PLAIN);
  expect(await contentType(PROMETHEUS_3)).toBe(negotiated);
  expect(await contentType('application/openmetrics-text; version=1.0.0')).toBe(negotiated);

  expect(await program.stop('SIGTERM')).toEqual({ exitCode: 0, signal: undefined });
}
