import path from 'node:path';
import { describe, it } from 'vitest';
import { ENGINES, type Engine, generate } from './project.ts';
import { runAndScrape } from './scrape.ts';

const SHOP = ['--spec', path.resolve('test/specs/shop.yaml')];

const NEWEST: Engine[] = [
  { runtime: 'node', tool: 'node26' },
  { runtime: 'python', tool: 'python' },
];

describe.each([...ENGINES, ...NEWEST])('a generated project on $tool', (engine) => {
  it('installs, passes its own tests and lint, and is scraped until SIGTERM ends it', async () => {
    const project = await generate(engine, SHOP);
    await project.install();
    await project.lint();
    await project.test();
    await runAndScrape(project, engine, 'shop-exporter', 'shop_orders_total', '--database.sample');
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
