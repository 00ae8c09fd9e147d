import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Container, type RunOptions, runImage } from '../support/container.ts';
import { buildImage, type Image } from '../support/image.ts';
import { startPushgateway } from '../support/prometheus.ts';
import { ENGINES, type Engine, generate } from './project.ts';

/** Builds the image of a spec of the tests; it runs as nobody in particular. */
async function imageOf(engine: Engine, spec: string, name: string): Promise<Image> {
  const project = await generate(engine, ['--spec', path.resolve('test/specs', spec)], name);
  const image = await buildImage(project.directory, { buildArgs: { REVISION: 'abc123' } });
  expect(image.config.User).toMatch(/^[1-9]\d*(?::\d+)?$/);
  return image;
}

/** Starts a server read-only, and waits until it is ready. */
function serve(image: Image, env: RunOptions['env'] = {}): Promise<Container> {
  return runImage(image, (port) => ({
    env: { ...env, PORT: String(port) },
    ready: '/readyz',
    // gunicorn keeps its worker files in memory, as it can in every container.
    tmpfs: ['/dev/shm'],
  }));
}

async function metricsOf({ url }: { url: string }): Promise<string> {
  return (await fetch(`${url}/metrics`)).text();
}

describe.each(ENGINES.slice(1))('the image of a $runtime project', (engine) => {
  it('of an application runs read-only as a numeric user until SIGTERM', async () => {
    const image = await imageOf(engine, 'shop.yaml', 'shop-exporter');
    const container = await serve(image, { DATABASE_FILE: '/data/missing.db' });
    expect(await metricsOf(container)).toMatch(/^shop_build_info\{.*revision="abc123".*\} 1/m);
    expect(container.output()).toMatch(/\/data\/missing\.db: no such file or directory/i);
    expect(await container.healthcheck()).toMatchObject({ exitCode: 0 });
    expect(await container.stop()).toMatchObject({ exitCode: 0 });

    const withoutDatabase = await runImage(image, {});
    expect(await withoutDatabase.exited).toMatchObject({ exitCode: 1 });
    expect(withoutDatabase.output()).toMatch(/^--database\.file is missing/);
    // Compose mounts it there; the image does not have it, since it is for trying things out.
    const withSample = await runImage(image, { env: { DATABASE_SAMPLE: 'true' } });
    expect(await withSample.exited).toMatchObject({ exitCode: 1 });
    expect(withSample.output()).toMatch(
      /^The sample data \/app\/database\/sample\.sql does not exist/,
    );
  });

  it.each([
    ['mongodb.yaml', 'mongodb-exporter', 'mongodb'],
    ['postgresql.yaml', 'shop-postgresql', 'sql'],
  ])('of a sidecar has the driver it reads with: %s', async (spec, name, collector) => {
    const container = await serve(await imageOf(engine, spec, name), {
      MONGODB_URI: 'mongodb://127.0.0.1:1/',
      DATABASE_URL: 'postgresql://exporter:x@127.0.0.1:1/app',
    });
    const failed = new RegExp(`_scrape_collector_success\\{collector="${collector}"\\} 0`);
    expect(await metricsOf(container)).toMatch(failed);
    // The driver says so, not the loader of modules.
    expect(container.output()).toMatch(/ECONNREFUSED|[Cc]onnection refused/);
    expect(await container.healthcheck()).toMatchObject({ exitCode: 0 });
    expect(await container.stop()).toMatchObject({ exitCode: 0 });
  });

  it('of a job runs it once, read-only, and pushes', async () => {
    const image = await imageOf(engine, 'batch.yaml', 'nightly-import');
    const gateway = await startPushgateway();
    const container = await runImage(image, { env: { PUSHGATEWAY_URL: gateway.url } });
    expect(await container.exited, container.output()).toMatchObject({ exitCode: 0 });
    expect(await metricsOf(gateway)).toMatch(
      /^nightly_build_info\{.*job="nightly-import".*revision="abc123".*\} 1$/m,
    );
  });
});
