import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runImage } from '../support/container.ts';
import { buildImage } from '../support/image.ts';
import { ENGINES, generate } from './project.ts';

const SHOP = ['--spec', path.resolve('test/specs/shop.yaml')];

describe.each(ENGINES.slice(1))('the image of a $runtime project', (engine) => {
  it('is built from its Dockerfile and runs read-only as a numeric user until SIGTERM', async () => {
    const project = await generate(engine, SHOP);
    const image = await buildImage(project.directory, { buildArgs: { REVISION: 'abc123' } });
    expect(image.config.User).toMatch(/^\d+(?::\d+)?$/);
    expect(image.config.Healthcheck?.Test[0]).toBe('CMD');
    const container = await runImage(image, (port) => ({
      env: { PORT: String(port) },
      ready: '/readyz',
      // gunicorn keeps its worker files in memory, as it can in every container.
      tmpfs: ['/dev/shm'],
    }));
    const text = await (await fetch(`${container.url}/metrics`)).text();
    expect(text).toMatch(/^shop_build_info\{.*revision="abc123".*\} 1/m);
    expect(await container.healthcheck()).toMatchObject({ exitCode: 0 });
    expect(await container.stop()).toMatchObject({ exitCode: 0 });
  });
});
